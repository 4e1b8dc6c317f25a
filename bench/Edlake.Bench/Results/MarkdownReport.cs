using System.Globalization;
using System.Text;

namespace Edlake.Bench.Results;

/// <summary>A result as a page to read.</summary>
internal static class MarkdownReport
{
    public static string Of(BenchResult result)
    {
        var page = new StringBuilder();
        page.AppendLine(Invariant($"# {result.Options.Rows:N0} attendance rows, {result.StartedAt.UtcDateTime:yyyy-MM-dd HH:mm} UTC")).AppendLine();
        page.AppendLine(Invariant($"- Raw: {result.RawRows:N0} rows, {result.RawBytes / 1e6:N0} MB of CSV"));
        page.AppendLine(Invariant($"- Machine: {result.Machine.Cpu}, {result.Machine.Cores} cores, {result.Machine.MemoryBytes / 1e9:N1} GB; {result.Machine.System}"));
        page.AppendLine(Invariant($"- Edlake {result.Versions.Commit}, DuckDB {result.Versions.DuckDb}, {result.Versions.DotNet}"));
        page.AppendLine(Invariant($"- Limits of each: {result.Options.Memory} of memory for the engine, {result.Options.Threads} threads"));
        page.AppendLine(Invariant($"- Load of the machine before: {result.LoadAverage?.ToString("0.0", CultureInfo.InvariantCulture) ?? "not known"}"));
        page.AppendLine().AppendLine("| | median s | each run, s | median CPU s | peak MB |").AppendLine("|---|---:|---|---:|---:|");
        foreach (var contest in new[] { result.Peer, result.Edlake, result.NothingNew, result.Sample, result.Spark }.OfType<Contest>()) page.AppendLine(Row(contest));
        page.AppendLine().AppendLine(Invariant($"**{result.Edlake.Name} takes {result.Ratio:0.00} times as long as the {result.Peer.Name}.**"));
        if (result.SparkRatio is { } spark)
            page.AppendLine().AppendLine(Invariant($"**Spark takes {spark:0.0} times as long as the embedded engine.** (CPU and memory are those of `edlake`, not of the server.)"));
        return page.ToString();
    }

    private static string Row(Contest contest)
    {
        var each = string.Join(", ", contest.Runs.Select(run => Invariant($"{run.Seconds:0.00}")));
        var peak = contest.PeakBytes > 0 ? Invariant($"{contest.PeakBytes / 1e6:N0}") : "—";
        return Invariant($"| {contest.Name} | {contest.MedianSeconds:0.00} | {each} | {contest.MedianCpuSeconds:0.00} | {peak} |");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
