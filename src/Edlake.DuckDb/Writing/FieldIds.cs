using System.Globalization;
using Edlake.Delta.Schema;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Writing;

/// <summary>The ids that column mapping gives to columns, as they go into data files: readers by id find a column by nothing else.</summary>
internal static class FieldIds
{
    private const string OwnId = "__duckdb_field_id";

    /// <summary>COPY's option with a comma before it; nothing for a table whose columns have no ids.</summary>
    internal static string Option(IReadOnlyList<StructField> columns) =>
        columns.Any(column => column.FieldId is not null) ? $", FIELD_IDS {Fields(columns, [])}" : "";

    private static string Fields(IEnumerable<StructField> fields, IEnumerable<string> first) => Braced(
        first.Concat(fields.Select(field => (field, Text: Tree(field.FieldId, field.Type))).Where(item => item.Text is not null).Select(item => $"{PhysicalType.Quote(item.field.PhysicalName)}: {item.Text}")));

    // Elements, keys and values have no ids of their own, the fields of structs within them do.
    private static string? Tree(int? id, DataType type)
    {
        IEnumerable<string> own = id is { } number ? [$"{OwnId}: {number.ToString(CultureInfo.InvariantCulture)}"] : [];
        return type switch
        {
            StructType row => Fields(row.Fields, own),
            ArrayType array => WithParts(own, ("element", array.ElementType)),
            MapType map => WithParts(own, ("key", map.KeyType), ("value", map.ValueType)),
            _ => id?.ToString(CultureInfo.InvariantCulture),
        };
    }

    private static string? WithParts(IEnumerable<string> own, params ReadOnlySpan<(string Name, DataType Type)> parts)
    {
        var items = new List<string>(own);
        foreach (var (name, type) in parts)
        {
            if (Tree(null, type) is { } inner)
                items.Add($"{name}: {inner}");
        }

        return items.Count == 0 ? null : Braced(items);
    }

    private static string Braced(IEnumerable<string> items) => $"{{{string.Join(", ", items)}}}";
}
