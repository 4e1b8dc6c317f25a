using Edlake.Delta.Snapshots;
using Edlake.Spark.Shadows;

namespace Edlake.Spark.Execution;

/// <summary>Shadows of what a run has staged, by which its later statements read it; one for each snapshot, until the engine is done.</summary>
internal sealed class ReadShadows : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Snapshot, ShadowTable> _shadows = new(ReferenceEqualityComparer.Instance);

    /// <summary>The shadow of a snapshot.</summary>
    internal ShadowTable Of(Snapshot snapshot, ShadowFolder folder, string engineInfo)
    {
        lock (_lock)
        {
            if (!_shadows.TryGetValue(snapshot, out var shadow))
                _shadows[snapshot] = shadow = ShadowTable.Of(snapshot, folder, engineInfo);
            return shadow;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var shadow in _shadows.Values)
            shadow.Dispose();
    }
}
