using System.Globalization;
using Edlake.Delta.Actions;
using Edlake.Delta.Snapshots;
using Edlake.DuckDb.Reading;
using Edlake.DuckDb.Reading.Skipping;
using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Writing;

/// <summary>Which files hold rows that a condition is true for, and how many in each.</summary>
internal static class TouchedFiles
{
    internal static IReadOnlyList<(AddFile File, long Rows)> Find(StatementRun run, Snapshot snapshot, BoundTableScan scan, BoundExpression condition)
    {
        var candidates = new FileSkipping(snapshot, scan).Keep(condition);
        if (candidates.Count == 0)
            return [];
        var rows = StatementScans.Rows(snapshot, candidates, scan, ("file_place", "row_place"));
        return run.Session.Rows(
            $"SELECT file_place, count(*) FROM ({rows}) WHERE {run.Generator.Expression(condition)} GROUP BY file_place ORDER BY file_place",
            reader => (candidates[Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture)], Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture)),
            run.Cancellation);
    }
}
