using Edlake.DataGen.Files;

namespace Edlake.DataGen.Quirks;

/// <summary>What was planted, and what cleaning must therefore find: counts only.</summary>
internal sealed class QuirkLedger
{
    private static readonly int Kinds = Enum.GetValues<QuirkKind>().Length;

    private readonly Dictionary<string, long[]> _planted = ExportShape.All.ToDictionary(shape => shape.Entity, _ => new long[Kinds]);
    private readonly Dictionary<string, SortedDictionary<string, long>> _quarantined =
        ExportShape.All.ToDictionary(shape => shape.Entity, _ => new SortedDictionary<string, long>(StringComparer.Ordinal));
    private readonly Dictionary<string, long> _duplicates = ExportShape.All.ToDictionary(shape => shape.Entity, _ => 0L);

    public void Planted(string entity, QuirkKind kind, long count = 1) => _planted[entity][(int)kind] += count;

    public void Quarantined(string entity, string reason) =>
        _quarantined[entity][reason] = _quarantined[entity].GetValueOrDefault(reason) + 1;

    public void Duplicated(string entity) => _duplicates[entity]++;

    public long PlantedCount(string entity, QuirkKind kind) => _planted[entity][(int)kind];

    public IReadOnlyDictionary<string, long> QuarantinedBy(string entity) => _quarantined[entity];

    public long DuplicatesOf(string entity) => _duplicates[entity];
}
