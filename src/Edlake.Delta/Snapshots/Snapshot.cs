using Edlake.Delta.Actions;
using Edlake.Delta.Schema;
using Edlake.Delta.Transactions;

namespace Edlake.Delta.Snapshots;

/// <summary>
/// A table at one version: what a reader needs and a transaction starts from. Immutable. <see cref="Version"/> is -1 for a table that is not
/// there yet; <see cref="Metadata"/>, <see cref="Protocol"/> and <see cref="Schema"/> then fail with DELTA_TABLE_NOT_FOUND.
/// </summary>
public sealed class Snapshot
{
    private readonly Metadata? _metadata;
    private readonly Protocol? _protocol;
    private readonly Lazy<IReadOnlyList<RemoveFile>> _tombstones;

    internal Snapshot(string tablePath, long version, DateTimeOffset timestamp, SnapshotState state)
    {
        TablePath = tablePath;
        Version = version;
        PublishedVersion = version;
        Timestamp = timestamp;
        _metadata = state.Metadata;
        _protocol = state.Protocol;
        Files = state.Files;
        Transactions = state.Transactions;
        Domains = state.Domains;
        _tombstones = state.Tombstones;
    }

    /// <summary>The table's folder.</summary>
    public string TablePath { get; }

    /// <summary>The version; -1 before the first commit.</summary>
    public long Version { get; }

    /// <summary>When the version was committed (file time, or the commit's own where the table keeps it).</summary>
    public DateTimeOffset Timestamp { get; }

    /// <summary>What the table is.</summary>
    public Metadata Metadata => _metadata ?? throw DeltaErrors.TableNotFound(TablePath);

    /// <summary>What a client must understand.</summary>
    public Protocol Protocol => _protocol ?? throw DeltaErrors.TableNotFound(TablePath);

    /// <summary>Whether the table is there.</summary>
    public bool Exists => Version >= 0;

    /// <summary>The columns.</summary>
    public StructType Schema => Metadata.Schema;

    /// <summary>The partition columns in order.</summary>
    public IReadOnlyList<string> PartitionColumns => Metadata.PartitionColumns;

    /// <summary>The table's properties.</summary>
    public IReadOnlyDictionary<string, string> Configuration => Metadata.Configuration;

    /// <summary>The data files, oldest first.</summary>
    public IReadOnlyList<AddFile> Files { get; }

    /// <summary>The newest counter of each application.</summary>
    public IReadOnlyDictionary<string, SetTransaction> Transactions { get; }

    /// <summary>The domains that are not removed.</summary>
    public IReadOnlyDictionary<string, DomainMetadata> Domains { get; }

    /// <summary>CHECK constraints, name to expression (Spark SQL).</summary>
    public IReadOnlyDictionary<string, string> CheckConstraints => Configuration
        .Where(pair => pair.Key.StartsWith("delta.constraints.", StringComparison.OrdinalIgnoreCase))
        .ToDictionary(pair => pair.Key["delta.constraints.".Length..], pair => pair.Value);

    /// <summary>Rows of the table by the files' statistics, deleted rows not counted; null when a file's statistics do not say.</summary>
    public long? RecordCount
    {
        get
        {
            long sum = 0;
            foreach (var file in Files)
            {
                if (file.LiveRecordCount is not { } count)
                    return null;
                sum += count;
            }
            return sum;
        }
    }

    /// <summary>Whether it has commits on top that are not in the log: the log alone does not give it.</summary>
    public bool IsStaged => StagedTxnIds.Count > 0;

    /// <summary>The newest version in the log that this snapshot stands on; staged commits are on top of it.</summary>
    internal long PublishedVersion { get; private init; }

    /// <summary>The transactions staged on top of <see cref="PublishedVersion"/>, in order.</summary>
    internal IReadOnlyList<string> StagedTxnIds { get; private init; } = [];

    /// <summary>Files removed and still remembered.</summary>
    internal IReadOnlyList<RemoveFile> Tombstones => _tombstones.Value;

    /// <summary>The snapshot of a table that is not there yet.</summary>
    public static Snapshot Empty(string path) => new(Path.GetFullPath(path), -1, DateTimeOffset.UnixEpoch, SnapshotState.Empty);

    /// <summary>
    /// The table as it will be after a staged commit, before it is published. Errors: InvalidOperationException when the commit was staged
    /// on another version.
    /// </summary>
    public Snapshot Apply(StagedCommit commit)
    {
        if (commit.ReadVersion != Version || commit.TablePath != TablePath)
            throw new InvalidOperationException(
                $"A commit staged on version {commit.ReadVersion} of {commit.TablePath} does not follow version {Version} of {TablePath}.");
        var state = new SnapshotState(_metadata, _protocol, Files, Transactions, Domains, _tombstones).Apply(commit.Actions);
        return new Snapshot(TablePath, commit.Version, commit.Timestamp, state)
        {
            PublishedVersion = PublishedVersion,
            StagedTxnIds = [.. StagedTxnIds, commit.TxnId],
        };
    }
}
