using System.Globalization;
using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Generation;

/// <summary>The names of columns in generated SQL.</summary>
internal static class ColumnNames
{
    /// <summary>A column's name.</summary>
    internal static string Sql(this BoundColumn column) => string.Create(CultureInfo.InvariantCulture, $"c{column.Id}");

    /// <summary>The names with commas; a placeholder where there are none, since SQL has no empty select list.</summary>
    internal static string List(IReadOnlyList<BoundColumn> columns) =>
        columns.Count == 0 ? "1 AS one" : string.Join(", ", columns.Select(Sql));
}
