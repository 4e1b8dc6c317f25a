using System.Globalization;
using System.Text.Json;

namespace Edlake.EndToEnd.Truth;

/// <summary>What a gold table must hold.</summary>
internal sealed record GoldTruth(string Table, JsonElement Truth)
{
    public long RowCount => Truth.GetProperty("row_count").GetInt64();

    public long Hash => Truth.GetProperty("row_crc32_sum").GetInt64();

    public IReadOnlyList<string> HashedColumns => [.. Truth.GetProperty("hashed_columns").EnumerateArray().Select(column => column.GetString()!)];

    public IReadOnlyDictionary<string, decimal> Totals => Truth.GetProperty("totals").EnumerateObject().ToDictionary(total => total.Name, total => total.Value.GetDecimal());

    /// <summary>The columns of its rows; empty where the truth keeps no rows.</summary>
    public IReadOnlyList<string> Columns => Kept.Count == 0 ? [] : [.. Kept[0].EnumerateObject().Select(cell => cell.Name)];

    /// <summary>Its rows as text, sorted; empty where the truth keeps none.</summary>
    public IReadOnlyList<string> Rows => [.. Kept.Select(row => Line(row.EnumerateObject().Select(cell => Text(cell.Value)))).Order(StringComparer.Ordinal)];

    private List<JsonElement> Kept => Truth.TryGetProperty("rows", out var rows) ? [.. rows.EnumerateArray()] : [];

    /// <summary>A row as text in which a number is written in one way only.</summary>
    public static string Line(IEnumerable<string?> cells) => string.Join('|', cells.Select(Normal));

    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => value.GetString(),
        _ => value.GetRawText(),
    };

    private static string Normal(string? cell) =>
        cell is null ? "NULL"
        : decimal.TryParse(cell, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number.ToString("0.######", CultureInfo.InvariantCulture)
        : cell;
}
