using Edlake.Engines;
using Edlake.Sql.Binding;

namespace Edlake.Running;

/// <summary>Adds up what a task's statements read and wrote.</summary>
internal sealed class TaskRowCount
{
    /// <summary>Tables with this ending take the rows that cleaning sets aside.</summary>
    internal const string QuarantineEnding = "_quarantine";

    private readonly Dictionary<string, SourceRead> _sources = new(StringComparer.OrdinalIgnoreCase);
    private SourceRead? _first;
    private long _kept;
    private long _quarantined;
    private bool _quarantines;

    internal void Add(TableName target, WriteOutcome outcome)
    {
        foreach (var read in outcome.Reads)
        {
            _first ??= read;
            _sources[read.Source] = _sources.TryGetValue(read.Source, out var before) && before.Rows > read.Rows ? before : read;
        }

        if (target.Name.EndsWith(QuarantineEnding, StringComparison.OrdinalIgnoreCase))
        {
            _quarantines = true;
            _quarantined += outcome.RowsWritten;
        }
        else
        {
            _kept += outcome.RowsWritten;
        }
    }

    /// <summary>
    /// A task that loads raw files has their rows in; one that quarantines has its first source's, and what it neither kept nor set aside it
    /// dropped. Any other joins or aggregates: all its sources' rows are in and there is no figure of dropped ones.
    /// </summary>
    internal TaskRows ToRows()
    {
        var files = _sources.Values.Where(source => source.IsFiles).ToList();
        if (files.Count > 0)
            return Balanced(files.Sum(source => source.Rows));
        return _quarantines && _first is not null
            ? Balanced(_sources[_first.Source].Rows)
            : new TaskRows(_sources.Values.Sum(source => source.Rows), _kept, _quarantined, null);
    }

    private TaskRows Balanced(long rowsIn) => new(rowsIn, _kept, _quarantined, rowsIn - _kept - _quarantined);
}
