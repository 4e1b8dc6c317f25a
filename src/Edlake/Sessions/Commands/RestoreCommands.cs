using System.Globalization;
using Edlake.Delta;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Transactions;
using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Schemas;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sessions.Commands;

/// <summary>RESTORE TABLE … TO VERSION | TIMESTAMP AS OF.</summary>
internal sealed class RestoreCommands(SqlSession session, WarehouseTransaction transaction)
{
    private static readonly StructType Columns = new([.. CommandSchema.Of(
        new LongType(), "table_size_after_restore", "num_of_files_after_restore", "num_removed_files", "num_restored_files", "removed_files_size", "restored_files_size")]);

    internal IQueryResult Run(RestoreStatement restore, BoundCommand command)
    {
        var current = command.Table(restore.Target.Name, "RESTORE").Snapshot();
        var place = (BoundLiteral)command.Expressions[0];
        var asked = place.Type is TimestampType ? DateTimeOffset.UnixEpoch.AddTicks((long)place.Value! * TimeSpan.TicksPerMicrosecond) : (DateTimeOffset?)null;
        var target = asked is { } time ? DeltaTable.Open(current.TablePath).AtTimestamp(time) : Version(current, (long)place.Value!, restore.Span);
        var commit = Restore.Stage(current, target, session.Context(command).EngineInfo, asked);
        transaction.Stage(commit);
        var metrics = commit.Info.OperationMetrics!;
        object? Number(string key) => long.Parse(metrics[key], CultureInfo.InvariantCulture);
        return new RowList(Columns,
        [
            [
                Number("tableSizeAfterRestore"), Number("numOfFilesAfterRestore"), Number("numRemovedFiles"), Number("numRestoredFiles"),
                Number("removedFilesSize"), Number("restoredFilesSize"),
            ],
        ]);
    }

    private static Snapshot Version(Snapshot current, long version, SourceSpan span)
    {
        if (version == current.Version)
            return current;
        try
        {
            return DeltaTable.Open(current.TablePath).AtVersion(version);
        }
        catch (DeltaException error) when (error.ErrorClass == "DELTA_VERSION_NOT_FOUND")
        {
            throw new SqlException("DELTA_CANNOT_RESTORE_TABLE_VERSION", "22003", $"Cannot restore table to version {version}. {error.Text}", span, error.Hint, error);
        }
    }
}
