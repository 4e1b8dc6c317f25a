using Edlake.Delta.Actions;
using Edlake.Delta.Storage;

namespace Edlake.Delta.Transactions;

/// <summary>Delta's conflict rules at isolation level Serializable: whether a commit may still be put after one that won.</summary>
internal static class ConflictCheck
{
    /// <summary>The conflict with a winning commit, or null when there is none.</summary>
    public static Conflicted? Against(StagedCommit commit, long version, IReadOnlyList<DeltaAction> winner)
    {
        Conflicted Conflict(string errorClass, string message) => new(version, errorClass, message);
        if (winner.OfType<Protocol>().Any())
            return Conflict("DELTA_PROTOCOL_CHANGED",
                $"ProtocolChangedException: the protocol of {commit.TablePath} was changed (or the table made) by a concurrent commit.");
        if (winner.OfType<Metadata>().Any())
            return Conflict("DELTA_METADATA_CHANGED",
                $"MetadataChangedException: the metadata of {commit.TablePath} was changed by a concurrent update.");
        var winnerRemoved = winner.OfType<RemoveFile>().Select(file => FilePath.Key(file.Path)).ToHashSet(StringComparer.Ordinal);
        if (commit.ReadsWholeTable && winner.OfType<AddFile>().FirstOrDefault(file => file.DataChange) is { } added)
            return Conflict("DELTA_CONCURRENT_APPEND",
                $"ConcurrentAppendException: files were added to {commit.TablePath} by a concurrent update, for example {added.Path}.");
        if (commit.Removed.FirstOrDefault(file => winnerRemoved.Contains(FilePath.Key(file.Path))) is { } removed)
            return Conflict("DELTA_CONCURRENT_DELETE_DELETE",
                $"ConcurrentDeleteDeleteException: this transaction attempted to delete files that were deleted by a concurrent update, for example {removed.Path}.");
        if (commit.ReadPaths.FirstOrDefault(path => winnerRemoved.Contains(FilePath.Key(path))) is { } read)
            return Conflict("DELTA_CONCURRENT_DELETE_READ",
                $"ConcurrentDeleteReadException: this transaction attempted to read files that were deleted by a concurrent update, for example {read}.");
        if (commit.ReadsWholeTable && winner.OfType<RemoveFile>().FirstOrDefault(file => file.DataChange) is { } gone)
            return Conflict("DELTA_CONCURRENT_DELETE_READ",
                $"ConcurrentDeleteReadException: this transaction read the whole table and a concurrent update deleted {gone.Path}.");
        var applications = winner.OfType<SetTransaction>().Select(txn => txn.AppId).ToHashSet(StringComparer.Ordinal);
        if (commit.Actions.OfType<SetTransaction>().FirstOrDefault(txn => applications.Contains(txn.AppId)) is { } transaction)
            return Conflict("DELTA_CONCURRENT_TRANSACTION",
                $"ConcurrentTransactionException: the application {transaction.AppId} committed concurrently.");
        var domains = winner.OfType<DomainMetadata>().Select(domain => domain.Domain).ToHashSet(StringComparer.Ordinal);
        return commit.Actions.OfType<DomainMetadata>().FirstOrDefault(one => domains.Contains(one.Domain)) is { } domain
            ? Conflict("DELTA_CONCURRENT_WRITE", $"ConcurrentWriteException: the domain metadata {domain.Domain} was changed by a concurrent update.")
            : null;
    }
}
