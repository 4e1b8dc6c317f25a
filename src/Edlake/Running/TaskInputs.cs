using System.Security.Cryptography;
using System.Text;
using Edlake.Files;
using Edlake.Publishing;
using Edlake.Schemas;
using Edlake.Sql.Binding;

namespace Edlake.Running;

/// <summary>Gathers what a task's statements look at, so that the next run can tell whether any of it has changed.</summary>
internal sealed class TaskInputs(WarehouseTransaction transaction, Workspace workspace)
{
    private readonly Dictionary<string, long> _tables = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _views = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RawInput> _files = new(StringComparer.Ordinal);

    /// <summary>Takes a statement's sources in, as they are before it runs.</summary>
    internal void Add(BoundStatement statement)
    {
        foreach (var relation in statement.Roots().SelectMany(BoundRelations.SelfAndDescendants))
        {
            if (relation is BoundTableScan { Table.AsOfVersion: null } scan)
                _tables[scan.Table.Snapshot().TablePath] = scan.Table.Snapshot().Version;
            else if (relation is BoundFileScan files)
                AddFiles(files.Scan);
        }
    }

    /// <summary>Takes a view's text in.</summary>
    internal void Add(ViewEntry view) => _views[Key(view.Name)] = view.Text;

    /// <summary>What the task depended on, the tables it wrote at the version it left them at.</summary>
    internal TaskState ToState(string job, string task, string program, IEnumerable<string> written)
    {
        foreach (var folder in written)
            _tables[folder] = transaction.SnapshotOf(folder).Version;
        return new TaskState(job, task, program, new Dictionary<string, long>(_tables), new Dictionary<string, RawInput>(_files), new Dictionary<string, string>(_views));
    }

    /// <summary>Whether all that a task depended on is still as it was.</summary>
    internal static bool AreUnchanged(TaskState state, WarehouseTransaction transaction, Workspace workspace) =>
        state.Tables.All(table => transaction.VersionOf(table.Key) == table.Value)
        && state.Views.All(view => transaction.State.Views.Values.Any(stored => Key(stored.Name) == view.Key && stored.Text == view.Value))
        && state.Files.Values.All(input => ListingHash(workspace, input.Path, input.Options) == input.Listing);

    private static string Key(TableName name) => name.ToString().ToLowerInvariant();

    private void AddFiles(FileScan scan)
    {
        var key = $"{scan.Path}\n{string.Join('\n', scan.Options.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"))}";
        if (!_files.ContainsKey(key))
            _files[key] = new RawInput(scan.Path, scan.Options, ListingHash(workspace, scan.Path, scan.Options));
    }

    private static string ListingHash(Workspace workspace, string path, IReadOnlyDictionary<string, string> options)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in RawFileListing.List(workspace, path, options))
            hash.AppendData(Encoding.UTF8.GetBytes($"{file.DisplayPath}\n{file.Size}\n{file.ModifiedMicros}\n"));
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
