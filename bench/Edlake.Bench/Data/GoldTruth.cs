using System.Text.Json;

namespace Edlake.Bench.Data;

/// <summary>What <c>truth.json</c> says of the gold tables.</summary>
internal sealed record GoldTruth(long RawRows, IReadOnlyList<TableTruth> Tables)
{
    public static GoldTruth Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        var raw = document.RootElement.GetProperty("raw").EnumerateObject().Sum(entity => entity.Value.GetProperty("row_count").GetInt64());
        return new GoldTruth(raw, [.. document.RootElement.GetProperty("gold").EnumerateObject().Select(Table)]);
    }

    private static TableTruth Table(JsonProperty table) => new(
        table.Name,
        table.Value.GetProperty("row_count").GetInt64(),
        table.Value.GetProperty("row_crc32_sum").GetInt64(),
        [.. table.Value.GetProperty("hashed_columns").EnumerateArray().Select(column => column.GetString()!)]);
}
