using Edlake.Engines;
using Edlake.Metastore;
using Edlake.Publishing;
using Edlake.Schemas;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Functions;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sessions.Commands;

/// <summary>DESCRIBE of tables, views, columns, queries, schemas and functions.</summary>
internal sealed class DescribeCommands(SqlSession session, WarehouseTransaction transaction)
{
    internal IQueryResult Table(DescribeStatement describe, BoundCommand command)
    {
        var entry = command.Reads[0];
        var columns = new DescribedObject(session, transaction).Columns(entry);
        if (describe.Column is { } column)
            return Column(column, columns);
        var rows = columns.Select(Row).ToList();
        if (entry is TableEntry { PartitionColumns.Count: > 0 } partitioned)
            rows.AddRange(Partitions(partitioned, columns));
        if (describe.IsExtended)
            rows.AddRange(Details(entry));
        return new RowList(CommandSchema.Columns, rows);
    }

    internal static IQueryResult Query(BoundCommand command) => new RowList(CommandSchema.Columns, [.. command.Query!.Output.Select(Row)]);

    internal IQueryResult Schema(DescribeStatement describe)
    {
        var (catalog, name) = session.Names.FullSchema(describe.Name!.Values);
        var names = session.Catalog(transaction);
        if (!names.SchemaExists(catalog, name))
            throw SchemaCommands.NotFound(catalog, name, describe.Name.Span);
        var known = transaction.State.Schemas.GetValueOrDefault(MetastoreState.SchemaKey(catalog, name));
        var rows = new List<object?[]> { new object?[] { "Catalog Name", catalog }, new object?[] { "Namespace Name", name } };
        if (known?.Comment is { } comment)
            rows.Add(["Comment", comment]);
        rows.Add(["Location", LocationText.Of(known?.Location ?? session.Warehouse.Layout.SchemaFolder(catalog, name))]);
        if (describe.IsExtended && known is { Properties.Count: > 0 })
            rows.Add(["Properties", $"({string.Join(", ", known.Properties.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"({pair.Key},{pair.Value})"))})"]);
        var value = new StructField("info_value", new StringType()) { Comment = "value of the namespace info" };
        return new RowList(new StructType([CommandSchema.Text("info_name", "name of the namespace info"), value]), rows);
    }

    internal IQueryResult Function(DescribeStatement describe)
    {
        var name = describe.Name!.Values[^1];
        var function = FunctionRegistry.Default.Find(name) ?? throw new SqlException(
            "UNRESOLVED_ROUTINE", "42883", $"Cannot resolve routine `{name}` on search path [`system`.`builtin`, `system`.`session`, `{session.Names.Catalog}`.`{session.Names.Schema}`].", describe.Name.Span, "SHOW FUNCTIONS lists the functions there are.");
        var rows = new List<object?[]> { new object?[] { $"Function: {function.Name}" }, new object?[] { $"Type: {function.Kind.ToString().ToUpperInvariant()}" } };
        if (function.Aliases.Count > 0)
            rows.Add([$"Aliases: {string.Join(", ", function.Aliases)}"]);
        if (describe.IsExtended)
            rows.Add([$"Deterministic: {(function.IsDeterministic ? "true" : "false")}"]);
        return new RowList(new StructType([CommandSchema.Text("function_desc")]), rows);
    }

    private static RowList Column(QualifiedName name, IReadOnlyList<BoundColumn> columns)
    {
        var column = columns.FirstOrDefault(one => one.Name.Equals(name.Values[0], StringComparison.OrdinalIgnoreCase))
            ?? throw CommandColumns.NotFound(name, columns.Select(one => one.Name));
        if (name.Parts.Count > 1)
            throw column.Type is StructType or ArrayType or MapType
                ? new SqlException("UNSUPPORTED_FEATURE", "0A000", "The feature is not supported: DESC TABLE COLUMN for a nested column.", name.Span, "Describe the whole column.")
                : new SqlException("INVALID_EXTRACT_BASE_FIELD_TYPE", "42000", $"Can't extract a value from \"{column.Name}\". Need a complex type [STRUCT, ARRAY, MAP] but got \"{column.Type.Sql}\".", name.Span);
        return new RowList(CommandSchema.OneColumn, [["col_name", column.Name], ["data_type", SimpleTypeText.Of(column.Type)], ["comment", column.Comment ?? "NULL"]]);
    }

    private static object?[] Row(BoundColumn column) => [column.Name, SimpleTypeText.Of(column.Type), column.Comment];

    private static IEnumerable<object?[]> Partitions(TableEntry table, IReadOnlyList<BoundColumn> columns) =>
    [
        ["# Partition Information", "", ""],
        ["# col_name", "data_type", "comment"],
        .. table.PartitionColumns.Select(name => Row(columns.First(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))),
    ];

    private IEnumerable<object?[]> Details(CatalogEntry entry) => entry switch
    {
        TableEntry table => Section(TableDetails(table)),
        ViewEntry { IsTemporary: false } view => Section(ViewDetails(transaction.State.Views[view.Name])),
        _ => [],
    };

    private static IEnumerable<object?[]> Section(IEnumerable<(string Name, string? Value)> details) =>
    [
        ["", "", ""],
        ["# Detailed Table Information", "", ""],
        .. details.Where(detail => detail.Value is not null).Select(detail => new object?[] { detail.Name, detail.Value, "" }),
    ];

    private IEnumerable<(string Name, string? Value)> TableDetails(TableEntry table)
    {
        var snapshot = table.Snapshot();
        var isExternal = transaction.State.Tables.GetValueOrDefault(table.Name) is { IsExternal: true } || TableDefinitions.IsPath(table.Name);
        return
        [
            ("Name", table.Name.FullText()),
            ("Type", isExternal ? "EXTERNAL" : "MANAGED"),
            ("Comment", snapshot.Metadata.Description),
            ("Location", LocationText.Of(snapshot.TablePath)),
            ("Provider", "delta"),
            ("Table Properties", Properties(TablePropertyList.Of(snapshot))),
        ];
    }

    private static IEnumerable<(string Name, string? Value)> ViewDetails(StoredView view) =>
    [
        ("Catalog", view.Name.Catalog),
        ("Database", view.Name.Schema),
        ("Table", view.Name.Name),
        ("Type", "VIEW"),
        ("Comment", view.Comment),
        ("View Text", view.Text),
        ("View Original Text", view.Text),
        ("View Schema Mode", "COMPENSATION"),
        ("View Catalog and Namespace", $"{view.Catalog}.{view.Schema}"),
        ("Table Properties", view.Properties.Count == 0 ? null : Properties(view.Properties.OrderBy(pair => pair.Key, StringComparer.Ordinal))),
    ];

    private static string Properties(IEnumerable<KeyValuePair<string, string>> properties) => $"[{string.Join(",", properties.Select(pair => $"{pair.Key}={pair.Value}"))}]";
}
