using Edlake.Delta.Actions;
using Edlake.Delta.Snapshots;
using Edlake.Delta.TableFeatures;

namespace Edlake.Delta.Transactions;

/// <summary>
/// Collects a commit's actions on top of a snapshot (published or staged). Writes nothing itself. Not for use by several threads.
/// </summary>
public sealed class Transaction
{
    private readonly Snapshot _snapshot;
    private readonly List<DeltaAction> _actions = [];
    private readonly HashSet<string> _readPaths = new(StringComparer.Ordinal);
    private Metadata? _metadata;
    private Protocol? _protocol;
    private bool _readsWholeTable;

    private Transaction(Snapshot snapshot) => _snapshot = snapshot;

    /// <summary>Begins on a snapshot. Errors: DELTA_UNSUPPORTED_FEATURES_FOR_WRITE, DELTA_INVALID_PROTOCOL_VERSION.</summary>
    public static Transaction Begin(Snapshot snapshot)
    {
        if (snapshot.Exists)
            ProtocolSupport.CheckWrite(snapshot.TablePath, snapshot.Protocol, snapshot.Metadata);
        return new Transaction(snapshot);
    }

    /// <summary>Sets the table's metadata; a new table, or one that now needs more, gets its protocol with it.</summary>
    public Transaction SetMetadata(Metadata metadata)
    {
        _metadata = metadata;
        return this;
    }

    /// <summary>Sets the protocol, where what the metadata needs is not enough.</summary>
    public Transaction SetProtocol(Protocol protocol)
    {
        _protocol = protocol;
        return this;
    }

    /// <summary>Adds a file.</summary>
    public Transaction Add(AddFile file)
    {
        _actions.Add(file);
        return this;
    }

    /// <summary>Removes a file of the snapshot.</summary>
    public Transaction Remove(AddFile file, bool dataChange = true)
    {
        _actions.Add(file.ToRemove(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), dataChange));
        return this;
    }

    /// <summary>Removes every file of the snapshot; reads the whole table.</summary>
    public Transaction RemoveAll()
    {
        foreach (var file in _snapshot.Files)
            Remove(file);
        return ReadsWholeTable();
    }

    /// <summary>Sets an application's counter.</summary>
    public Transaction SetTransaction(string appId, long version)
    {
        _actions.Add(new SetTransaction(appId, version, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()));
        return this;
    }

    /// <summary>Sets a domain's configuration; needs the feature domainMetadata.</summary>
    public Transaction SetDomain(DomainMetadata domain)
    {
        _actions.Add(domain);
        return this;
    }

    /// <summary>Adds a file of change data.</summary>
    public Transaction AddChangeData(AddCdcFile file)
    {
        _actions.Add(file);
        return this;
    }

    /// <summary>Marks that what is written depends on the whole table: any file added meanwhile is a conflict.</summary>
    public Transaction ReadsWholeTable()
    {
        _readsWholeTable = true;
        return this;
    }

    /// <summary>
    /// Marks files whose content went into what is written: their removal meanwhile is a conflict. Files added meanwhile are not; where a
    /// condition was evaluated over the table, say <see cref="ReadsWholeTable"/>.
    /// </summary>
    public Transaction ReadFiles(IEnumerable<AddFile> files)
    {
        foreach (var file in files)
            _readPaths.Add(file.Path);
        return this;
    }

    /// <summary>
    /// Makes the commit. Parameters: name to raw JSON as Spark writes it (<c>"Append"</c> with its quotes); metrics: name to figure.
    /// Errors: DELTA_METADATA_ABSENT for a new table without metadata, DELTA_CANNOT_MODIFY_APPEND_ONLY,
    /// DELTA_UNSUPPORTED_FEATURES_FOR_WRITE.
    /// </summary>
    public StagedCommit Stage(
        string operation,
        IReadOnlyDictionary<string, string> parameters,
        IReadOnlyDictionary<string, string> metrics,
        string engineInfo,
        string? userMetadata = null)
    {
        var metadata = _metadata ?? (_snapshot.Exists
            ? _snapshot.Metadata
            : throw new DeltaException("DELTA_METADATA_ABSENT", "XXKDS", "Couldn't find Metadata while committing the first version of the Delta table."));
        var protocol = _protocol ?? (_snapshot.Exists ? ProtocolSupport.Require(_snapshot.Protocol, metadata) : ProtocolSupport.ForNewTable(metadata));
        metadata = ProtocolSupport.WithoutProtocolProperties(metadata);
        ProtocolSupport.CheckWrite(_snapshot.TablePath, protocol, metadata);
        CheckAppendOnly(metadata);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        var txnId = Guid.NewGuid().ToString();
        var onlyMovesRows = _actions.Any(action => action is AddFile or RemoveFile)
            && !_actions.Any(action => action is AddFile { DataChange: true } or RemoveFile { DataChange: true });
        var blind = !_readsWholeTable && _readPaths.Count == 0 && !_actions.Any(action => action is RemoveFile or AddCdcFile);
        var info = new CommitInfo
        {
            Timestamp = now.ToUnixTimeMilliseconds(),
            Operation = operation,
            OperationParameters = parameters,
            ReadVersion = _snapshot.Exists ? _snapshot.Version : null,
            IsolationLevel = onlyMovesRows ? "SnapshotIsolation" : "Serializable",
            IsBlindAppend = blind,
            OperationMetrics = metrics,
            UserMetadata = userMetadata,
            EngineInfo = engineInfo,
            TxnId = txnId,
        };
        var actions = new List<DeltaAction>(_actions.Count + 3) { info };
        if (!_snapshot.Exists || !protocol.Equals(_snapshot.Protocol))
            actions.Add(protocol);
        if (_metadata is not null)
            actions.Add(metadata);
        actions.AddRange(_actions);
        return new StagedCommit
        {
            TablePath = _snapshot.TablePath,
            Version = _snapshot.Version + 1,
            ReadVersion = _snapshot.Version,
            PublishedVersion = _snapshot.PublishedVersion,
            Predecessors = _snapshot.StagedTxnIds,
            Actions = actions,
            IsBlindAppend = blind,
            ReadsWholeTable = _readsWholeTable,
            ReadPaths = [.. _readPaths],
            TxnId = txnId,
            Timestamp = now,
            CheckpointInterval = TableRetention.CheckpointInterval(metadata.Configuration),
        };
    }

    private void CheckAppendOnly(Metadata metadata)
    {
        if (string.Equals(metadata.Configuration.GetValueOrDefault("delta.appendOnly"), "true", StringComparison.OrdinalIgnoreCase)
            && _actions.Any(action => action is RemoveFile { DataChange: true }))
            throw new DeltaException("DELTA_CANNOT_MODIFY_APPEND_ONLY", "42809",
                $"This table is configured to only allow appends: {_snapshot.TablePath}.",
                "ALTER TABLE ... SET TBLPROPERTIES (delta.appendOnly=false) permits updates and deletes.");
    }
}
