using Edlake.Delta.Actions;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Transactions;
using Edlake.Engines;
using Edlake.Spark.Execution;
using Edlake.Spark.Shadows;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Writing;

/// <summary>A statement's change of one table: Spark makes it in a shadow, and it becomes a staged commit of the table.</summary>
internal sealed class TableChange(StatementRun run, Snapshot target)
{
    /// <summary>Has Spark change the shadow; null when it changed nothing. The new files are in the table's folder then.</summary>
    internal ShadowChange? Make(ShadowTable shadow, SourceText text)
    {
        run.Run(text);
        run.Cancellation.ThrowIfCancellationRequested();
        return shadow.Take(target) is { IsNothing: false } change ? change : null;
    }

    /// <summary>The commit of a change. When it cannot be one, the files that came with it are deleted.</summary>
    internal StagedCommit Stage(ShadowChange change, CommitOperation operation, Action<Transaction> more, bool movesRowsOnly = false)
    {
        try
        {
            var transaction = Transaction.Begin(target);
            if (change.Metadata is { } metadata)
                transaction.SetMetadata(metadata);
            if (change.Protocol is { } protocol)
                transaction.SetProtocol(protocol);
            foreach (var file in change.Removed)
                transaction.Remove(file, dataChange: !movesRowsOnly);
            foreach (var file in change.Added)
                transaction.Add(file with { DataChange = !movesRowsOnly });
            more(transaction);
            return transaction.Stage(
                operation.Name, operation.Parameters, change.Info.OperationMetrics ?? new Dictionary<string, string>(), run.Context.EngineInfo, run.Context.UserMetadata);
        }
        catch
        {
            foreach (var file in change.NewFiles)
                File.Delete(file);
            throw;
        }
    }

    /// <summary>Rows of files, deleted ones not counted.</summary>
    internal static long Rows(IEnumerable<AddFile> files) => files.Sum(file => file.LiveRecordCount ?? 0);
}
