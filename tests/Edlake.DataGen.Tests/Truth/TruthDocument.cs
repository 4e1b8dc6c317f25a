using System.Text.Json;

namespace Edlake.DataGen.Tests.Truth;

/// <summary>A truth file, read back.</summary>
internal sealed class TruthDocument : IDisposable
{
    private readonly JsonDocument _document;

    public TruthDocument(string path) => _document = JsonDocument.Parse(File.ReadAllBytes(path));

    public JsonElement Root => _document.RootElement;

    public JsonElement Gold(string table) => Root.GetProperty("gold").GetProperty(table);

    public IEnumerable<JsonElement> Rows(string table) => Gold(table).GetProperty("rows").EnumerateArray();

    public decimal Sum(string table, string column) => Rows(table).Sum(row => row.GetProperty(column).GetDecimal());

    public decimal Total(string table, string column) => Gold(table).GetProperty("totals").GetProperty(column).GetDecimal();

    public long Planted(string kind, string entity) =>
        Root.GetProperty("quirks_planted").GetProperty(kind).TryGetProperty(entity, out var count) ? count.GetInt64() : 0;

    public long PlantedInAll(string kind) => Root.GetProperty("quirks_planted").GetProperty(kind).GetProperty("total").GetInt64();

    public long Silver(string table) => Root.GetProperty("silver").GetProperty(table).GetInt64();

    public JsonElement Raw(string entity) => Root.GetProperty("raw").GetProperty(entity);

    public long Quarantined(string entity, string reason) =>
        Raw(entity).GetProperty("quarantined_by_reason").TryGetProperty(reason, out var count) ? count.GetInt64() : 0;

    public void Dispose() => _document.Dispose();
}
