using Edlake.Delta.Actions;
using Edlake.Delta.Storage;

namespace Edlake.Delta.Snapshots;

/// <summary>What the actions up to a version amount to.</summary>
internal sealed record SnapshotState(
    Metadata? Metadata,
    Protocol? Protocol,
    IReadOnlyList<AddFile> Files,
    IReadOnlyDictionary<string, SetTransaction> Transactions,
    IReadOnlyDictionary<string, DomainMetadata> Domains,
    Lazy<IReadOnlyList<RemoveFile>> Tombstones)
{
    /// <summary>Nothing yet.</summary>
    public static SnapshotState Empty { get; } = new(
        null, null, [], new Dictionary<string, SetTransaction>(), new Dictionary<string, DomainMetadata>(), new Lazy<IReadOnlyList<RemoveFile>>([]));

    /// <summary>The state after one more commit's actions.</summary>
    public SnapshotState Apply(IReadOnlyList<DeltaAction> actions) => Apply([actions]);

    /// <summary>
    /// The state after more commits, oldest first. Read from the newest backwards: the first word on a file, an application or a domain is
    /// the last one; files of this state that nothing spoke of stay, without being looked up one by one when nothing was removed.
    /// </summary>
    public SnapshotState Apply(IReadOnlyList<IReadOnlyList<DeltaAction>> commits)
    {
        var metadata = (Metadata?)null;
        var protocol = (Protocol?)null;
        var spoken = new HashSet<string>(StringComparer.Ordinal);
        var added = new List<AddFile>();
        var removed = new List<RemoveFile>();
        var transactions = new Dictionary<string, SetTransaction>(StringComparer.Ordinal);
        var domains = new Dictionary<string, DomainMetadata>(StringComparer.Ordinal);
        for (var i = commits.Count - 1; i >= 0; i--)
        {
            // Within a commit an add wins over a remove of the same file, whatever their order.
            for (var j = commits[i].Count - 1; j >= 0; j--)
            {
                switch (commits[i][j])
                {
                    case AddFile add when spoken.Add(Key(add)): added.Add(add with { DataChange = false }); break;
                    case Metadata it: metadata ??= it; break;
                    case Protocol it: protocol ??= it; break;
                    case SetTransaction it: transactions.TryAdd(it.AppId, it); break;
                    case DomainMetadata it: domains.TryAdd(it.Domain, it); break;
                }
            }
            foreach (var action in commits[i])
            {
                if (action is RemoveFile remove && spoken.Add(Key(remove)))
                    removed.Add(remove);
            }
        }
        added.Reverse();
        return new SnapshotState(
            metadata ?? Metadata,
            protocol ?? Protocol,
            spoken.Count == 0 ? Files : [.. Files.Where(file => !spoken.Contains(Key(file))), .. added],
            Merge(Transactions, transactions),
            Merge(Domains, domains).Where(pair => !pair.Value.Removed).ToDictionary(pair => pair.Key, pair => pair.Value),
            MergeTombstones(spoken, removed));
    }

    private static string Key(AddFile file) => Key(file.Path, file.DeletionVector);

    private static string Key(RemoveFile file) => Key(file.Path, file.DeletionVector);

    private static string Key(string path, DeletionVectorDescriptor? vector) =>
        vector is null ? FilePath.Key(path) : $"{FilePath.Key(path)}\n{vector.UniqueId}";

    private static Dictionary<string, T> Merge<T>(IReadOnlyDictionary<string, T> older, Dictionary<string, T> newer)
    {
        foreach (var (key, value) in older)
            newer.TryAdd(key, value);
        return newer;
    }

    private Lazy<IReadOnlyList<RemoveFile>> MergeTombstones(HashSet<string> spoken, List<RemoveFile> removed)
    {
        var older = Tombstones;
        return new Lazy<IReadOnlyList<RemoveFile>>(() => [.. older.Value.Where(file => !spoken.Contains(Key(file))), .. removed]);
    }
}
