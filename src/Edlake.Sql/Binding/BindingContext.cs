using Edlake.Sql.Binding.Mentions;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>What all parts of one statement's binding share: the catalog, the session, and the counter of ids.</summary>
internal sealed class BindingContext(ICatalog catalog, SessionState session, string text)
{
    private int _nextId = 1;

    internal ICatalog Catalog { get; } = catalog;

    internal SessionState Session { get; } = session;

    /// <summary>The statement's text, for column names made from it.</summary>
    internal string Text { get; } = text;

    /// <summary>Views being expanded, to notice one that contains itself.</summary>
    internal IReadOnlyList<string> OpenViews { get; private init; } = [];

    /// <summary>Every table, view and path that was read, in order of first sight.</summary>
    internal List<CatalogEntry> Reads { get; private init; } = [];

    /// <summary>What was bound of the session's in this text, in order of first sight; something bound twice is there twice.</summary>
    internal List<Mention> Mentions { get; private init; } = [];

    /// <summary>The statement's context, where this one is of a text within it; ids are drawn from there.</summary>
    private BindingContext? Parent { get; init; }

    /// <summary>The CTEs that can be named here, inner ones last.</summary>
    internal IReadOnlyList<CteDefinition> Ctes { get; private init; } = [];

    internal int NextId() => Parent?.NextId() ?? _nextId++;

    internal BoundColumn NewColumn(string name, SparkType type, bool nullable) => new(NextId(), name, type, nullable);

    /// <summary>The context of a view's text: names are looked up where the view was made.</summary>
    internal BindingContext ForView(ViewEntry view) => new(new ViewCatalog(Catalog, view), Session, view.Text)
    {
        OpenViews = [.. OpenViews, view.Name.ToString()],
        Reads = Reads,
        Parent = this,
    };

    /// <summary>The context of a text within the statement's objects: a default, a CHECK, a generated column.</summary>
    private BindingContext ForText(string inner) => new(Catalog, Session, inner) { OpenViews = OpenViews, Reads = Reads, Parent = this };

    /// <summary>Binds such a text; errors carry positions in it, under the name of what it belongs to.</summary>
    internal BoundExpression BindText(string text, string owner, Scope scope)
    {
        var source = new SourceText(text, owner);
        try
        {
            return new ExpressionBinder(ForText(text), scope).Bind(SqlParser.ParseExpression(source));
        }
        catch (SqlException error)
        {
            throw error.At(source);
        }
    }

    /// <summary>CTEs of WITH RECURSIVE being bound: a use of one within itself is recursion.</summary>
    internal IReadOnlyList<string> OpenCtes { get; private init; } = [];

    /// <summary>The same within the definition of a CTE that may name itself.</summary>
    internal BindingContext Recursing(string name) => new(Catalog, Session, Text)
    {
        OpenViews = OpenViews,
        OpenCtes = [.. OpenCtes, name],
        Reads = Reads,
        Mentions = Mentions,
        Ctes = Ctes,
        Parent = this,
    };

    /// <summary>The same with one more CTE.</summary>
    internal BindingContext With(CteDefinition definition) => new(Catalog, Session, Text)
    {
        OpenViews = OpenViews,
        Reads = Reads,
        Mentions = Mentions,
        OpenCtes = OpenCtes,
        Ctes = [.. Ctes, definition],
        Parent = this,
    };

    /// <summary>Takes note of what a star leaves out.</summary>
    internal void NoteHidden(StarExpression star, Scope scope)
    {
        if (scope.Hidden(star.Target) is { Count: > 0 } hidden)
            Mentions.Add(new StarMention(star.Span, [.. hidden.Select(column => (column.Column, column.Qualifier))], star.Except.Count > 0));
    }

    /// <summary>The parts of a name; an IDENTIFIER clause is evaluated.</summary>
    internal IReadOnlyList<string> NameOf(QualifiedName name)
    {
        if (name.Expression is null)
            return name.Values;
        var text = ConstantText.Evaluate(name.Expression, Session)
            ?? throw new SqlException("NOT_A_CONSTANT_STRING.NOT_CONSTANT", "42601", "The expression used for the routine or relation name is not a constant string.", name.Span, "Use literals, parameters and variables only.");
        return SqlParser.ParseName(text);
    }

    private sealed class ViewCatalog(ICatalog inner, ViewEntry view) : ICatalog
    {
        public string CurrentCatalog => view.Catalog;

        public string CurrentSchema => view.Schema;

        public CatalogEntry? Find(IReadOnlyList<string> name, TableVersion? version) => name.Count == 1
            ? (view.IsTemporary ? inner.Find(name, version) : null) ?? inner.Find([view.Catalog, view.Schema, name[0]], version)
            : inner.Find(name, version);

        public bool SchemaExists(string catalog, string schema) => inner.SchemaExists(catalog, schema);

        public IEnumerable<string> SimilarNames(IReadOnlyList<string> name) => inner.SimilarNames(name);

        public StructType InferFileSchema(string path, string format, IReadOnlyDictionary<string, string> options) => inner.InferFileSchema(path, format, options);
    }
}
