using Edlake.Sql.Binding.Mentions;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Functions;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>Binds what stands in FROM: a relation and the names by which its columns are reached.</summary>
internal sealed class RelationBinder(BindingContext context, Scope? outer)
{
    /// <summary>The rows that come down the pipe, where the table is a step of one.</summary>
    internal (BoundRelation Relation, Scope Scope)? Pipe { get; init; }

    internal (BoundRelation Relation, Scope Scope) Bind(TableReference table, Scope? left = null)
    {
        var (relation, scope) = table switch
        {
            NamedTable named => Named(named),
            SubqueryTable subquery => Unqualified(new QueryBinder(context, subquery.IsLateral ? left ?? outer : outer).Bind(subquery.Query)),
            ValuesTable values => Unqualified(new QueryBinder(context, outer).BindBody(values.Values)),
            FunctionTable function => Function(function, left),
            PivotTable pivot => new PivotBinder(context, outer, this).Bind(pivot),
            UnpivotTable unpivot => new UnpivotBinder(context, outer, this).Bind(unpivot),
            PipeInput when Pipe is { } pipe => pipe,
            JoinTable join => new JoinBinder(context, outer, this).Bind(join, left),
            _ => throw SqlErrors.Unsupported(table.GetType().Name.Replace("Table", "", StringComparison.Ordinal).ToUpperInvariant(), table.Span, "Write it with CASE and GROUP BY, or with UNION ALL."),
        };
        relation = relation.Span.Length > 0 ? relation : relation with { Span = table.Span };
        if (table.Sample is { } sample)
            relation = Sampled(relation, sample);
        return table.Alias is { } alias && table is not ValuesTable { Values.Alias: null } ? Aliased(relation, scope, alias) : (relation, scope);
    }

    private (BoundRelation, Scope) Unqualified(BoundRelation relation) => (relation, Scope.Of(relation, null, outer));

    private static BoundSample Sampled(BoundRelation relation, TableSample sample) => new(
        relation,
        sample.Percent / 100 ?? (sample.Bucket is var (bucket, of) && of > 0 && bucket > 0 ? 1.0 / of : null),
        sample.Rows,
        sample.Seed);

    private (BoundRelation, Scope) Aliased(BoundRelation relation, Scope scope, TableAlias alias)
    {
        if (alias.Columns.Count == 0)
            return (relation, new Scope([.. scope.Columns.Select(column => column with { Qualifier = [alias.Name.Value] })], outer));
        if (alias.Columns.Count != relation.Output.Count)
        {
            throw new SqlException(
                "ASSIGNMENT_ARITY_MISMATCH", "42802", $"The number of columns or variables assigned or aliased: {alias.Columns.Count} does not match the number of source expressions: {relation.Output.Count}.", alias.Span, "Name every column.");
        }

        var renamed = new BoundProject(relation, [.. relation.Output.Zip(alias.Columns, (column, name) =>
            (context.NewColumn(name.Value, column.Type, column.Nullable), (BoundExpression)new BoundColumnReference(column)))]);
        return (renamed, Scope.Of(renamed, alias.Name.Value, outer));
    }

    private (BoundRelation, Scope) Named(NamedTable table)
    {
        var parts = context.NameOf(table.Name);
        if (parts.Count == 1 && context.Ctes.LastOrDefault(cte => Scope.Same(cte.Name, parts[0])) is { } definition)
        {
            if (table.Name.Expression is not null)
                context.Mentions.Add(new NameMention(table.Name.Span, parts));
            var reference = new BoundCteReference(definition, [.. definition.Query.Output.Select(column => column with { Id = context.NextId() })]);
            return (reference, Scope.Of(reference, parts[0], outer));
        }

        if (parts.Count == 1 && context.OpenCtes.Contains(parts[0], StringComparer.OrdinalIgnoreCase))
            throw SqlErrors.Unsupported("WITH RECURSIVE", table.Span);
        var entry = context.Catalog.Find(parts, Version(table))
            ?? throw BindingErrors.TableNotFound(string.Join('.', parts), context.Catalog.SimilarNames(parts), table.Name.Span);
        context.Reads.Add(entry);
        switch (entry)
        {
            case TableEntry found:
                context.Mentions.Add(new TableMention(table.Reference, Implied(table, parts), table.Span.End, found) { IsQuery = table.IsQuery });
                return Scan(found);
            case ViewEntry view:
                return View(view, table, Implied(table, parts));
            case FileViewEntry files:
                context.Mentions.Add(new FilesMention(table.Reference, Implied(table, parts), table.Span.End, files.Scan) { IsQuery = table.IsQuery });
                return FileScan(files.Scan, files.Name.Name);
            default:
                throw SqlErrors.Unsupported(entry.GetType().Name, table.Span);
        }
    }

    // What a table without an alias goes by in its columns' names.
    private static string? Implied(NamedTable table, IReadOnlyList<string> parts) => table.Alias is null && !table.IsQuery ? parts[^1] : null;

    /// <summary>The version that a table is asked for at; null for the latest.</summary>
    internal TableVersion? Version(NamedTable table)
    {
        if (table.Version is null && table.Timestamp is null)
            return null;
        if (table.Version is not null)
        {
            var text = ConstantText.Evaluate(table.Version, context.Session);
            return long.TryParse(text, out var version)
                ? new TableVersion(version, null)
                : throw new SqlException("INVALID_TIME_TRAVEL_SPEC", "42K0E", "The version must be a whole number.", table.Version.Span, "Write VERSION AS OF 3.");
        }

        var bound = new ExpressionBinder(context, Scope.Empty(null)).Bind(table.Timestamp!);
        return bound switch
        {
            BoundLiteral { Value: string text } when DateTimeText.TryParse(text, context.Session.TimeZone, out var instant) => new TableVersion(null, instant.Micros),
            BoundLiteral { Type: TimestampType, Value: long micros } => new TableVersion(null, micros),
            BoundLiteral { Type: DateType, Value: int days } => new TableVersion(null, days * 86_400_000_000L),
            BoundFunction { Function.Name: "current_timestamp" } => new TableVersion(null, context.Session.NowMicros),
            _ => throw new SqlException("INVALID_TIME_TRAVEL_TIMESTAMP_EXPR.INPUT", "42K0E", "The time travel timestamp expression is invalid: it cannot be cast to the \"TIMESTAMP\" type.", table.Timestamp!.Span, "Write TIMESTAMP AS OF '2024-01-31 10:00:00'."),
        };
    }

    internal (BoundTableScan Relation, Scope Scope) Scan(TableEntry table)
    {
        var scan = new BoundTableScan(table, [.. table.Schema.Fields.Select((member, i) =>
            (context.NewColumn(member.Name, Statements.WriteTarget.Stored(member.Type), member.Nullable) with { Comment = member.Comment }, i))]);
        IReadOnlyList<string> qualifier = [table.Name.Catalog, table.Name.Schema, table.Name.Name];
        return (scan, new Scope([.. scan.Output.Select(column => new ScopeColumn(column, qualifier))], outer));
    }

    private (BoundRelation, Scope) View(ViewEntry view, NamedTable table, string? alias)
    {
        var span = table.Span;
        var name = view.Name.ToString();
        if (context.OpenViews.Contains(name, StringComparer.OrdinalIgnoreCase))
            throw new SqlException("RECURSIVE_VIEW", "42K0H", $"Recursive view {BindingErrors.Quoted(name)} detected (cycle: {string.Join(" -> ", [.. context.OpenViews, name])}).", span);
        var inner = context.ForView(view);
        var relation = ViewQuery(inner, new SourceText(view.Text, name));
        context.Mentions.Add(new ViewMention(table.Reference, alias, table.Span.End, view, MentionOrder.Of(inner.Mentions)) { IsQuery = table.IsQuery });
        if (view.Columns.Count > 0)
        {
            relation = new BoundProject(relation, [.. relation.Output.Zip(view.Columns, (column, named) =>
                (context.NewColumn(named.Name, column.Type, column.Nullable) with { Comment = named.Comment ?? column.Comment }, (BoundExpression)new BoundColumnReference(column)))]);
        }

        IReadOnlyList<string> qualifier = view.IsTemporary ? [view.Name.Name] : [view.Name.Catalog, view.Name.Schema, view.Name.Name];
        return (relation, new Scope([.. relation.Output.Select(column => new ScopeColumn(column, qualifier))], outer));
    }

    // Positions in errors are those of the view's own text.
    private static BoundRelation ViewQuery(BindingContext inner, SourceText text)
    {
        try
        {
            return new QueryBinder(inner, null).Bind(SqlParser.ParseQuery(text));
        }
        catch (SqlException error)
        {
            throw error.At(text);
        }
    }

    private (BoundRelation, Scope) Function(FunctionTable table, Scope? left)
    {
        var name = table.Call.Name.Parts[^1].Value.ToLowerInvariant();
        switch (name)
        {
            case "read_files":
                var files = FileScanBinder.FromCall(context, table.Call);
                context.Mentions.Add(new FilesMention(table.Reference, null, table.Span.End, files));
                return FileScan(files, null);
            case "range":
                return Unqualified(Range(table.Call));
            default:
                var definition = FunctionRegistry.Default.Find(name);
                if (definition?.Kind != FunctionKind.Generator)
                    throw new SqlException("UNRESOLVABLE_TABLE_VALUED_FUNCTION", "42883", $"Could not resolve `{name}` to a table-valued function.", table.Span, "Table functions here are range, read_files and the generators.");
                var arguments = table.Call.Arguments.Select(argument => new ExpressionBinder(context, left ?? Scope.Empty(outer)).Bind(argument)).ToList();
                var generate = Generate(context, new BoundOneRow(), definition, name, arguments, name.EndsWith("_outer", StringComparison.Ordinal), table.Span);
                return (generate, Scope.Of(generate, name, outer));
        }
    }

    internal static BoundGenerate Generate(
        BindingContext context, BoundRelation input, FunctionDefinition definition, string name, IReadOnlyList<BoundExpression> arguments, bool isOuter, SourceSpan span)
    {
        var signature = definition.Bind(new CallSite(name, arguments, context.Session) { Span = span });
        var columns = ((StructType)signature.Type).Fields.Select(member => context.NewColumn(member.Name, member.Type, member.Nullable || isOuter));
        return new BoundGenerate(input, definition, signature.Arguments, isOuter, [.. columns]) { Span = span };
    }

    private BoundRange Range(CallExpression call)
    {
        var numbers = call.Arguments.Select(argument => new ExpressionBinder(context, Scope.Empty(null)).Bind(argument)).Select(argument => argument is BoundLiteral { Value: sbyte or short or int or long } literal
            ? System.Convert.ToInt64(literal.Value, System.Globalization.CultureInfo.InvariantCulture)
            : throw new SqlException("NON_FOLDABLE_ARGUMENT", "42K08", "The function `range` requires its parameters to be foldable expressions of the type \"BIGINT\".", call.Span)).ToList();
        var column = context.NewColumn("id", new LongType(), false);
        return numbers.Count switch
        {
            1 => new BoundRange(column, 0, numbers[0], 1),
            2 => new BoundRange(column, numbers[0], numbers[1], 1),
            3 or 4 when numbers[2] != 0 => new BoundRange(column, numbers[0], numbers[1], numbers[2]),
            _ => throw new SqlException("WRONG_NUM_ARGS.WITHOUT_SUGGESTION", "42605", "The `range` requires 1 to 4 parameters.", call.Span),
        };
    }

    internal (BoundRelation, Scope) FileScan(FileScan scan, string? qualifier)
    {
        context.Reads.Add(new FileViewEntry(new TableName(TableName.DefaultCatalog, scan.Format, scan.Path), scan));
        var columns = scan.Schema.Fields.Select(member => context.NewColumn(member.Name, member.Type, true)).ToList();
        if (scan.RescuedDataColumn is { } rescued)
            columns.Add(context.NewColumn(rescued, new StringType(), true));
        var metadata = context.NewColumn("_metadata", FileScanBinder.MetadataType, false);
        var relation = new BoundFileScan(scan, columns, metadata);
        IReadOnlyList<string> names = qualifier is null ? [] : [qualifier];
        var visible = columns.Select(column => new ScopeColumn(column, names)).Append(new ScopeColumn(metadata, names) { IsHidden = true });
        return (relation, new Scope([.. visible], outer));
    }
}
