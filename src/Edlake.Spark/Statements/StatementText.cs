using System.Globalization;
using Edlake.Sql.Binding;
using Edlake.Sql.Binding.Mentions;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Spark.Statements;

/// <summary>The text of a statement as Spark is sent it: the user's own, with what only the session knows replaced.</summary>
internal sealed class StatementText(IRelationSql relations)
{
    private readonly MentionEdits _edits = new(relations);

    /// <summary>
    /// The text of a query that is asked for a statement: all of it, the query or the expression of a command, the query that EXECUTE IMMEDIATE
    /// … INTO runs. A command's has the types that the command needs.
    /// </summary>
    internal SourceText Query(BoundRelation relation, BoundStatement statement) => (statement, relation) switch
    {
        (BoundQuery query, _) => TextEdits.Apply(query.Text, _edits.Of(query.Mentions)),
        (BoundCommand { Executed: { } executed }, _) => Cast(relation, executed, new SourceSpan(0, executed.Text.Text.Length)),
        (BoundCommand { Syntax: SetVariableStatement { Query: { } query } } command, _) => Cast(relation, command, query.Span),
        (BoundCommand command, BoundProject { Input: BoundOneRow, Items: [var (column, value)] }) => Part(command, PlaceOf(value), "SELECT CAST(", $"\n AS {column.Type.Sql})"),
        _ => throw new ArgumentException($"No query is asked for a {statement.GetType().Name}.", nameof(statement)),
    };

    /// <summary>A write against another table than its text names.</summary>
    /// <param name="statement">INSERT, UPDATE, DELETE or MERGE.</param>
    /// <param name="target">What stands for the table.</param>
    internal SourceText Write(BoundStatement statement, string target) => TextEdits.Apply(statement.Text,
    [
        .. Target(statement, target),
        .. statement.Syntax is MergeStatement merge ? _edits.OfMerge(statement.Mentions, merge.Source.Reference) : _edits.Of(statement.Mentions),
    ]);

    /// <summary>The rows of CREATE TABLE … AS, put into a table that is there.</summary>
    internal SourceText InsertOf(BoundCreateTableAs create, string target) => Part(create, QueryOf(create).Span, $"INSERT INTO {target} ", "");

    /// <summary>The query of CREATE TABLE … AS alone.</summary>
    internal SourceText QueryOf(BoundCreateTableAs create, string before = "") => Part(create, QueryOf(create).Span, before, "");

    /// <summary>One stretch of a statement.</summary>
    internal SourceText Part(BoundStatement statement, SourceSpan part, string before, string after) =>
        TextEdits.Part(statement.Text, part, before, after, _edits.Of(statement.Mentions));

    /// <summary>All of a statement, with another name in one place.</summary>
    internal SourceText Replaced(BoundStatement statement, SourceSpan place, string name) =>
        TextEdits.Apply(statement.Text, [new TextEdit(place, name), .. _edits.Of(statement.Mentions)]);

    /// <summary>What is replaced in a text with these mentions.</summary>
    internal IEnumerable<TextEdit> Edits(IReadOnlyList<Mention> mentions) => _edits.Of(mentions);

    private static Query QueryOf(BoundCreateTableAs create) => ((CreateTableStatement)create.Syntax).As!;

    private static IEnumerable<TextEdit> Target(BoundStatement statement, string target)
    {
        var (name, alias, evolves) = statement.Syntax switch
        {
            InsertStatement insert => (insert.Target, null, insert.EvolutionSpan),
            UpdateStatement update => (update.Target, (Identifier?)update.Alias, default(SourceSpan)),
            DeleteStatement delete => (delete.Target, delete.Alias, default),
            MergeStatement merge => (merge.Target, merge.Alias, default),
            _ => throw new ArgumentException($"Not a statement whose table can be replaced: {statement.Syntax.GetType().Name}.", nameof(statement)),
        };
        yield return new TextEdit(name.Span, target);
        if (statement.Syntax is not InsertStatement && alias is null)
            yield return MentionEdits.TargetAlias(name.Span.End, TargetOf(statement).Name);
        if (evolves.Length > 0)
            yield return new TextEdit(evolves, "");
    }

    private static TableEntry TargetOf(BoundStatement statement) => statement switch
    {
        BoundUpdate update => update.Target,
        BoundDelete delete => delete.Target,
        BoundMerge merge => merge.Target,
        BoundInsert insert => insert.Target,
        _ => throw new ArgumentException(statement.GetType().Name, nameof(statement)),
    };

    private SourceText Cast(BoundRelation relation, BoundStatement statement, SourceSpan query)
    {
        var items = relation.Output.Select((column, i) => $"CAST({Column(i)} AS {column.Type.Sql})");
        return Part(statement, query, $"SELECT {string.Join(", ", items)} FROM (", $"\n) AS q({Columns(relation)})");
    }

    private static string Columns(BoundRelation relation) => string.Join(", ", relation.Output.Select((_, i) => Column(i)));

    private static string Column(int place) => string.Create(CultureInfo.InvariantCulture, $"c{place}");

    // A conversion that the binder added stands where its operand does.
    private static SourceSpan PlaceOf(BoundExpression value) => value switch
    {
        { Span.Length: > 0 } => value.Span,
        BoundCast cast => PlaceOf(cast.Operand),
        _ => throw new SqlException("UNSUPPORTED_FEATURE", "0A000", "The feature is not supported: a value on Spark that stands in no text of the statement.", null, "Write the value itself, not DEFAULT."),
    };
}
