using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <content>INSERT, UPDATE, DELETE, MERGE, COPY INTO.</content>
public sealed partial class SqlParser
{
    private InsertStatement Insert(IReadOnlyList<CommonTable> with)
    {
        var start = Advance().Span;
        var evolution = Current.Span;
        var evolves = Take("with", "schema", "evolution");
        evolution = evolves ? SpanFrom(evolution) : default;
        var overwrite = Take("overwrite");
        if (!overwrite)
            Expect("into");
        if (At("directory") || At("local", "directory"))
            throw SqlErrors.Unsupported("INSERT OVERWRITE DIRECTORY", Current.Span, "Insert into a table.");
        Take("table");
        var target = Name();
        IReadOnlyList<(Identifier, Expression?)> partition = Take("partition") ? Parenthesized(PartitionItem) : [];
        if (At("if") && PeekAt(1).Is("not"))
            throw SqlErrors.Unsupported("INSERT … IF NOT EXISTS", Current.Span);
        var byName = Take("by", "name");
        IReadOnlyList<Identifier> columns = !byName && AtSymbol("(") && !AtQueryStart() ? Parenthesized(Identifier) : [];
        Expression? replace = null;
        if (At("replace", "using") || At("replace", "on"))
            throw SqlErrors.Unsupported($"INSERT … REPLACE {PeekAt(1).Value.ToUpperInvariant()}", Current.Span, "Use MERGE, or REPLACE WHERE.");
        if (Take("replace", "where"))
            replace = Expression();
        byName = byName || Take("by", "name");
        var source = Query();
        return new InsertStatement(target, source with { With = [.. with, .. source.With] })
        {
            IsOverwrite = overwrite,
            IsByName = byName,
            Columns = columns,
            Partition = partition,
            ReplaceWhere = replace,
            WithSchemaEvolution = evolves,
            EvolutionSpan = evolution,
            Span = SpanFrom(start),
        };
    }

    private (Identifier Column, Expression? Value) PartitionItem()
    {
        var column = Identifier();
        return (column, TakeSymbol("=") ? Expression() : null);
    }

    private UpdateStatement Update()
    {
        var start = Advance().Span;
        var target = Name();
        var alias = DmlAlias();
        Expect("set");
        var assignments = CommaSeparated(Assignment);
        var where = Take("where") ? Expression() : null;
        return new UpdateStatement(target, alias, assignments, where) { Span = SpanFrom(start) };
    }

    private DeleteStatement Delete()
    {
        var start = Advance().Span;
        Expect("from");
        var target = Name();
        var alias = DmlAlias();
        var where = Take("where") ? Expression() : null;
        return new DeleteStatement(target, alias, where) { Span = SpanFrom(start) };
    }

    private Identifier? DmlAlias() => Take("as") || IsAliasWord() ? Identifier() : null;

    private Assignment Assignment()
    {
        var start = Current.Span;
        var column = Name();
        ExpectSymbol("=");
        return new Assignment(column, Expression()) { Span = SpanFrom(start) };
    }

    private MergeStatement Merge()
    {
        var start = Advance().Span;
        var evolves = Take("with", "schema", "evolution");
        Expect("into");
        var target = Name();
        var alias = DmlAlias();
        Expect("using");
        var source = TablePrimary();
        Expect("on");
        var condition = Expression();
        var clauses = new List<MergeClause>();
        while (At("when"))
            clauses.Add(MergeClause());
        if (clauses.Count == 0)
            throw new SqlException("MERGE_WITHOUT_WHEN", "42601", "There must be at least one WHEN clause in a MERGE statement.", Current.Span, "Add WHEN MATCHED or WHEN NOT MATCHED.");
        return new MergeStatement(target, alias, source, condition, clauses) { WithSchemaEvolution = evolves, Span = SpanFrom(start) };
    }

    private MergeClause MergeClause()
    {
        var start = Advance().Span;
        var match = MergeMatch.Matched;
        if (Take("not"))
        {
            Expect("matched");
            match = Take("by", "source") ? MergeMatch.NotMatchedBySource : MergeMatch.NotMatched;
            Take("by", "target");
        }
        else
        {
            Expect("matched");
        }

        var condition = Take("and") ? Expression() : null;
        Expect("then");
        if (Take("delete"))
            return new MergeClause(match, condition, MergeActionKind.Delete, false, []) { Span = SpanFrom(start) };
        if (Take("insert"))
            return MergeInsert(match, condition, start);
        Expect("update");
        Expect("set");
        if (TakeSymbol("*"))
            return MergeStar(new MergeClause(match, condition, MergeActionKind.Update, true, []), start);
        return new MergeClause(match, condition, MergeActionKind.Update, false, CommaSeparated(Assignment)) { Span = SpanFrom(start) };
    }

    private MergeClause MergeStar(MergeClause clause, SourceSpan start) => At("except")
        ? throw SqlErrors.Unsupported("MERGE with * EXCEPT", Current.Span, "List the columns.")
        : clause with { Span = SpanFrom(start) };

    private MergeClause MergeInsert(MergeMatch match, Expression? condition, SourceSpan start)
    {
        if (TakeSymbol("*"))
            return MergeStar(new MergeClause(match, condition, MergeActionKind.Insert, true, []), start);
        var columns = Parenthesized(Name);
        Expect("values");
        var valuesAt = Current.Span;
        var values = Parenthesized(Expression);
        if (columns.Count != values.Count)
            throw SqlErrors.Syntax("'values'", valuesAt, "INSERT lists as many values as columns.");
        var assignments = columns.Zip(values, (column, value) => new Assignment(column, value) { Span = value.Span }).ToList();
        return new MergeClause(match, condition, MergeActionKind.Insert, false, assignments) { Span = SpanFrom(start) };
    }

    private CopyIntoStatement CopyInto()
    {
        var start = Current.Span;
        _at += 2;
        var target = Name();
        var byPosition = Take("by", "position");
        IReadOnlyList<Identifier> columns = AtSymbol("(") ? Parenthesized(Identifier) : [];
        Expect("from");
        IReadOnlyList<SelectItem> items = [];
        Expression? where = null;
        string path;
        if (TakeSymbol("("))
        {
            Expect("select");
            items = CommaSeparated(SelectItem);
            Expect("from");
            path = ExpectString();
            where = Take("where") ? Expression() : null;
            ExpectSymbol(")");
        }
        else
        {
            path = ExpectString();
        }

        if (At("with"))
            throw SqlErrors.Unsupported("COPY INTO … WITH (CREDENTIAL …)", Current.Span, "Local files need no credential; leave the clause out.");
        Expect("fileformat");
        ExpectSymbol("=");
        var statement = new CopyIntoStatement(target, path, Identifier().Value.ToLowerInvariant())
        {
            Items = items,
            Where = where,
            Columns = columns,
            IsByPosition = byPosition,
        };
        return CopyClauses(statement) with { Span = SpanFrom(start) };
    }

    private CopyIntoStatement CopyClauses(CopyIntoStatement statement)
    {
        while (true)
        {
            if (Take("validate"))
                statement = statement with { Validate = Take("all") ? 0 : Current.Kind == TokenKind.Number ? ValidateRows() : 0 };
            else if (Take("files"))
            {
                ExpectSymbol("=");
                statement = statement with { Files = Parenthesized(ExpectString) };
            }
            else if (Take("pattern"))
            {
                ExpectSymbol("=");
                statement = statement with { Pattern = ExpectString() };
            }
            else if (Take("format_options"))
                statement = statement with { FormatOptions = Options(lowerCase: true) };
            else if (Take("copy_options"))
                statement = statement with { CopyOptions = Options(lowerCase: true) };
            else
                return statement;
        }
    }

    private int ValidateRows()
    {
        var rows = (int)WholeNumber();
        Expect("rows");
        return rows;
    }

    private TableOptions Options(bool lowerCase = false)
    {
        var start = Current.Span;
        var values = new Dictionary<string, string>();
        ExpectSymbol("(");
        do
        {
            var key = OptionKey();
            TakeSymbol("=");
            values[lowerCase ? key.ToLowerInvariant() : key] = OptionValue();
        }
        while (TakeSymbol(","));
        ExpectSymbol(")");
        return new TableOptions(values) { Span = SpanFrom(start) };
    }

    private string OptionKey() => Current.Kind == TokenKind.String ? TakeString() : Name().ToString();

    private string OptionValue()
    {
        if (Current.Kind == TokenKind.String)
            return TakeString();
        var negative = TakeSymbol("-") ? "-" : "";
        return Current.Kind is TokenKind.Number or TokenKind.Word ? negative + Advance().Value : throw Unexpected("Expected a value.");
    }
}
