using System.Text.Json;

namespace Edlake.EndToEnd.Truth;

/// <summary>What the generator says every table must show.</summary>
internal sealed class TruthDocument
{
    private readonly JsonElement _root;

    public TruthDocument(string file)
    {
        using var stream = File.OpenRead(file);
        using var document = JsonDocument.Parse(stream);
        _root = document.RootElement.Clone();
    }

    public IReadOnlyList<GoldTruth> Gold => [.. _root.GetProperty("gold").EnumerateObject().Select(table => new GoldTruth(table.Name, table.Value))];

    public IReadOnlyList<RawTruth> Raw => [.. _root.GetProperty("raw").EnumerateObject().Select(entity => new RawTruth(entity.Name, entity.Value))];

    /// <summary>Rows of each dimension and fact.</summary>
    public IReadOnlyDictionary<string, long> Silver => _root.GetProperty("silver").EnumerateObject().ToDictionary(table => table.Name, table => table.Value.GetInt64());

    /// <summary>How often a fault was planted in an entity's files.</summary>
    public long Planted(string quirk) => _root.GetProperty("quirks_planted").GetProperty(quirk).GetProperty("total").GetInt64();
}
