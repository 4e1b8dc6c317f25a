using System.Globalization;
using Edlake.Delta.Actions;
using Edlake.DuckDb.Reading;
using Edlake.DuckDb.Reading.Skipping;
using Edlake.Engines;
using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Writing;

/// <summary>OPTIMIZE: small files of a partition become few, files with deleted rows lose them, and ZORDER BY puts like rows together.</summary>
internal sealed class OptimizeWriter(StatementRun run)
{
    private const long TargetSize = 256L * 1024 * 1024;
    private const int MostKeyBits = 60;

    internal WriteOutcome Write(TableEntry entry, (BoundTableScan Scan, BoundExpression Condition)? where, IReadOnlyList<string> orderBy)
    {
        using var table = TableTransaction.On(run, entry, []);
        var files = where is { } chosen ? new FileSkipping(table.Snapshot, chosen.Scan).Keep(chosen.Condition) : table.Snapshot.Files;
        var bins = files.GroupBy(PartitionKey).SelectMany(group => orderBy.Count > 0 ? [[.. group]] : Bins(group)).Where(IsWorthIt).ToList();

        bool IsWorthIt(List<AddFile> bin) => bin.Count > 1 || orderBy.Count > 0 || bin is [{ DeletionVector: not null }];
        if (bins.Count == 0)
            return new WriteOutcome(null, [], 0);
        var added = bins.SelectMany(bin => Rewrite(table, bin, orderBy)).ToList();
        foreach (var file in bins.SelectMany(bin => bin))
            table.Delta.Remove(file, dataChange: false);
        foreach (var file in added)
            table.Delta.Add(file);
        var removed = bins.SelectMany(bin => bin).ToList();
        var commit = table.Stage(CommitOperation.Optimize(orderBy), Metrics(removed, added));
        return new WriteOutcome(commit, [], 0);
    }

    private static string PartitionKey(AddFile file) =>
        string.Join('\u0001', file.PartitionValues.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value ?? "\u0002"}"));

    // Files are taken smallest first while they fit into one of the target's size; one file alone is worth it only if rows of it are deleted.
    private static IEnumerable<List<AddFile>> Bins(IEnumerable<AddFile> files)
    {
        var bin = new List<AddFile>();
        var size = 0L;
        foreach (var file in files.Where(file => file.Size < TargetSize || file.DeletionVector is not null).OrderBy(file => file.Size))
        {
            if (bin.Count > 0 && size + file.Size > TargetSize)
            {
                yield return bin;
                (bin, size) = ([], 0);
            }

            bin.Add(file);
            size += file.Size;
        }

        yield return bin;
    }

    private IReadOnlyList<AddFile> Rewrite(TableTransaction table, List<AddFile> bin, IReadOnlyList<string> orderBy)
    {
        var columns = table.Snapshot.Schema.Fields.Select((field, i) => (Alias: string.Create(CultureInfo.InvariantCulture, $"c{i}"), Field: field)).ToList();
        var rows = new SnapshotRows(table.Snapshot, bin).Sql(columns);
        if (orderBy.Count > 0)
            rows = $"SELECT * FROM ({rows}) ORDER BY {Key([.. orderBy.Select(name => columns.First(column => column.Field.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Alias)])}";
        return table.Files.Write(rows, [.. columns.Select(column => column.Alias)], dataChange: false, run.Cancellation);
    }

    // Each column's rank in a power of two of equal shares; the bits of the ranks, taken in turn, are the row's place on the curve.
    private static string Key(IReadOnlyList<string> columns)
    {
        var bits = Math.Min(10, MostKeyBits / columns.Count);
        var parts = columns.SelectMany((column, j) => Enumerable.Range(0, bits).Select(bit => string.Create(
            CultureInfo.InvariantCulture, $"((((ntile({1 << bits}) OVER (ORDER BY {column})) - 1) >> {bit}) & 1) << {(bit * columns.Count) + columns.Count - 1 - j}")));
        return $"({string.Join(" | ", parts.Select(part => $"({part})"))})";
    }

    private static Dictionary<string, long> Metrics(List<AddFile> removed, List<AddFile> added) => new()
    {
        ["numRemovedFiles"] = removed.Count,
        ["numRemovedBytes"] = removed.Sum(file => file.Size),
        ["numAddedFiles"] = added.Count,
        ["numAddedBytes"] = added.Sum(file => file.Size),
        ["minFileSize"] = added.Count == 0 ? 0 : added.Min(file => file.Size),
        ["maxFileSize"] = added.Count == 0 ? 0 : added.Max(file => file.Size),
        ["numDeletionVectorsRemoved"] = removed.Count(file => file.DeletionVector is not null),
    };
}
