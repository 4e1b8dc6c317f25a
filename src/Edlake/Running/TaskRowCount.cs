using Edlake.Engines;
using Edlake.Sql.Binding;

namespace Edlake.Running;

/// <summary>Adds up what a task's statements read and wrote.</summary>
internal sealed class TaskRowCount
{
    /// <summary>Tables with this ending take the rows that cleaning sets aside.</summary>
    internal const string QuarantineEnding = "_quarantine";

    private readonly Dictionary<string, long> _tables = new(StringComparer.OrdinalIgnoreCase);
    private string? _firstTable;
    private long? _fromFiles;
    private long _kept;
    private long _quarantined;
    private bool _quarantines;
    private bool _keepsRows = true;

    /// <summary>Takes a write in. Only statements that add rows count as reading: a MERGE or DELETE that tidies up before a load does not.</summary>
    internal void Add(BoundStatement statement, TableName target, WriteOutcome outcome)
    {
        if (statement is BoundInsert or BoundCreateTableAs or BoundCopyInto)
        {
            AddReads(outcome.Reads);
            _keepsRows &= statement.Roots().All(KeepsRows);
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
    /// A task that loads raw files row by row has their rows in; one that quarantines has its first table's, and what it neither kept nor set aside it
    /// dropped. Any other joins or aggregates: all its tables' rows are in and there is no figure of dropped ones.
    /// </summary>
    internal TaskRows ToRows()
    {
        if (_fromFiles is { } files)
            return _keepsRows ? Balanced(files) : new TaskRows(files + _tables.Values.Sum(), _kept, _quarantined, null);
        return _quarantines && _firstTable is not null ? Balanced(_tables[_firstTable]) : new TaskRows(_tables.Values.Sum(), _kept, _quarantined, null);
    }

    // A row that comes in goes out once, or is left out: nothing is grouped, multiplied or taken together.
    private static bool KeepsRows(BoundRelation relation) => relation.Inputs().All(KeepsRows) && relation switch
    {
        BoundJoin join => join.Kind is JoinKind.LeftSemi or JoinKind.LeftAnti,
        BoundAggregation or BoundGenerate or BoundUnpivot or BoundSetOperation => false,
        _ => true,
    };

    private void AddReads(IReadOnlyList<SourceRead> reads)
    {
        foreach (var read in reads)
        {
            if (read.IsFiles)
            {
                _fromFiles = (_fromFiles ?? 0) + read.Rows;
                continue;
            }

            _firstTable ??= read.Source;
            _tables[read.Source] = Math.Max(read.Rows, _tables.GetValueOrDefault(read.Source));
        }
    }

    private TaskRows Balanced(long rowsIn) => new(rowsIn, _kept, _quarantined, rowsIn - _kept - _quarantined);
}
