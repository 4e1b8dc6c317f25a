using System.Globalization;
using Edlake.Delta.Actions;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Transactions;
using Edlake.Engines;
using Edlake.Schemas;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using ColumnMapping = Edlake.Delta.Schema.ColumnMapping;

namespace Edlake.DuckDb.Writing;

/// <summary>A statement's change of one table: the files it writes and the commit that makes them part of the table.</summary>
internal sealed class TableTransaction : IDisposable
{
    private readonly StatementRun _run;

    /// <summary>Begins on a table, which gets <paramref name="metadata"/> when that is not what it has.</summary>
    internal TableTransaction(StatementRun run, Snapshot snapshot, Metadata metadata)
    {
        _run = run;
        Snapshot = snapshot;
        Metadata = metadata;
        Delta = Transaction.Begin(snapshot);
        if (!snapshot.Exists || !metadata.Equals(snapshot.Metadata))
            Delta.SetMetadata(metadata);
        Files = new DataFileWriter(run.Session, snapshot.TablePath, metadata);
    }

    /// <summary>Begins on a table that may get more columns.</summary>
    internal static TableTransaction On(StatementRun run, TableEntry table, IReadOnlyList<StructField> added)
    {
        var snapshot = (Snapshot)table.Handle;
        var metadata = added.Count == 0
            ? snapshot.Metadata
            : ColumnMapping.Complete(snapshot.Metadata.WithSchema(new Delta.Schema.StructType([.. snapshot.Schema.Fields, .. added.Select(field => DeltaSchema.ToDelta(field))])), hasFiles: false);
        return new TableTransaction(run, snapshot, metadata);
    }

    internal Snapshot Snapshot { get; }

    internal Metadata Metadata { get; }

    internal Transaction Delta { get; }

    internal DataFileWriter Files { get; }

    /// <summary>The commit; the files are on disk when it returns.</summary>
    internal StagedCommit Stage(CommitOperation operation, IReadOnlyDictionary<string, long> metrics)
    {
        Files.Complete();
        return Delta.Stage(
            operation.Name,
            operation.Parameters,
            metrics.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(CultureInfo.InvariantCulture)),
            _run.Context.EngineInfo,
            _run.Context.UserMetadata);
    }

    /// <inheritdoc />
    public void Dispose() => Files.Dispose();
}
