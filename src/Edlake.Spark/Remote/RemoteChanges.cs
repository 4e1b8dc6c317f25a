using System.Globalization;
using Edlake.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Spark.Remote;

/// <summary>
/// The tables a run changes on a server, as it found them, and how they are taken back. Safe for tasks side by side: each table is noted once, and is
/// on disk in the journal before anything is sent that changes it.
/// </summary>
internal sealed class RemoteChanges(RemoteJournal journal)
{
    private readonly Lock _gate = new();

    /// <summary>What the run's commits carry as <c>userMetadata</c>, so that they are told from those of others.</summary>
    internal string Mark => $"edlake run {journal.Content.RunId}";

    /// <summary>Notes a table, with its version now, before a statement changes it. Errors: REMOTE_CHANGE_NOT_RESTORABLE for a statement that no version brings back.</summary>
    internal void Note(string table, long? version, Statement statement)
    {
        lock (_gate)
        {
            var known = journal.Content.Tables.FirstOrDefault(before => before.Table == table) ?? new TableBefore(table, version);
            if (known.Version is not null && statement is DropStatement or AlterTableStatement { Action: RenameTableAction })
            {
                throw new EdlakeException(
                    "REMOTE_CHANGE_NOT_RESTORABLE",
                    $"{table} was there before the run, and a run that fails later could not bring it back once it is dropped or renamed.",
                    "Use CREATE OR REPLACE TABLE, or DELETE; or drop it outside the job.");
            }

            if (!journal.Content.Tables.Contains(known))
                journal.Add(known);
        }
    }

    /// <summary>
    /// Brings every table back to the version it had, newest first; one that the run made goes. Errors: REMOTE_TABLE_CHANGED_BY_OTHERS where somebody else
    /// committed since: their rows are not taken back; the journal stays.
    /// </summary>
    internal async Task TakeBackAsync(RemoteTables tables, CancellationToken cancellation)
    {
        var left = new List<string>();
        foreach (var before in journal.Content.Tables.Reverse())
        {
            if (await tables.VersionAsync(before.Table, cancellation).ConfigureAwait(false) is null)
                continue;
            var since = await tables.SinceAsync(before.Table, before.Version, cancellation).ConfigureAwait(false);
            if (since.Any(commit => commit.UserMetadata != Mark))
                left.Add($"{before.Table} (version {before.Version?.ToString(CultureInfo.InvariantCulture) ?? "none"})");
            else if (since.Count > 0)
                await tables.RunAsync(before.Version is { } version ? $"RESTORE TABLE {before.Table} TO VERSION AS OF {version}" : $"DROP TABLE {before.Table}", cancellation).ConfigureAwait(false);
        }

        if (left.Count > 0)
        {
            throw new EdlakeException(
                "REMOTE_TABLE_CHANGED_BY_OTHERS",
                $"The run {journal.Content.RunId} did not end well, and others committed to these tables meanwhile: {string.Join(", ", left)}. They were not restored.",
                "Look at DESCRIBE HISTORY of each and restore it by hand to the version named, then run the job again with --full.");
        }

        journal.Close();
    }

    /// <summary>All that the run did stays.</summary>
    internal void Keep() => journal.Close();
}
