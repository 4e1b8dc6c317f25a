using System.Globalization;
using Edlake.Comparison;
using Edlake.Running;

namespace Edlake.Parity;

/// <summary>What differs between the tasks of two runs: status, rows in and out, the rows of each table written, the task's answer.</summary>
internal static class TaskComparison
{
    internal static IEnumerable<Difference> Of(int run, RunRecord a, RunRecord b) =>
        FactComparison.Of(run == 0 ? "task " : $"run {run + 1}, task ", Facts(a), Facts(b));

    private static Dictionary<string, string?> Facts(RunRecord run)
    {
        var facts = new Dictionary<string, string?>();
        foreach (var task in run.Tasks)
        {
            facts[$"{task.Task}: status"] = task.Status.ToString();
            facts[$"{task.Task}: rows in"] = Number(task.Rows?.In);
            facts[$"{task.Task}: rows kept"] = Number(task.Rows?.Kept);
            facts[$"{task.Task}: rows quarantined"] = Number(task.Rows?.Quarantined);
            facts[$"{task.Task}: rows dropped"] = Number(task.Rows?.Dropped);
            foreach (var table in task.Tables)
            {
                facts[$"{task.Task}: version of {table.Table}"] = Number(table.Version);
                facts[$"{task.Task}: rows written to {table.Table}"] = Number(table.RowsWritten);
                facts[$"{task.Task}: rows deleted from {table.Table}"] = Number(table.RowsDeleted);
            }

            AddAnswer(facts, task);
        }

        return facts;
    }

    // A query without ORDER BY may give its rows in any order, and of more than are kept any of them.
    private static void AddAnswer(Dictionary<string, string?> facts, TaskRecord task)
    {
        if (task.Output is not { } output)
            return;
        facts[$"{task.Task}: columns of the answer"] = string.Join(" | ", output.Columns);
        if (output.Rows.Count < TaskOutput.MostRows)
            facts[$"{task.Task}: answer"] = string.Join('\n', output.Rows.Select(row => string.Join(" | ", row.Select(cell => cell ?? "NULL"))).Order(StringComparer.Ordinal));
    }

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
