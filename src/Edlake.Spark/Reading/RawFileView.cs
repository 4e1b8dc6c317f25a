using System.Globalization;
using Edlake.Diagnostics;
using Edlake.Files;
using Edlake.Spark.Connect;

namespace Edlake.Spark.Reading;

/// <summary>
/// The raw files of one scan as a temporary view of the session: the scan's output columns, <c>_metadata</c> among them as an ordinary column,
/// the last one. The caller puts the name in place of the call in the statement's text.
/// </summary>
/// <param name="Name">The view's name.</param>
/// <param name="Files">The files that are read.</param>
/// <param name="Views">All views made for it, to be dropped when the statement is done.</param>
/// <param name="Counters">Names of what counts the records as they are read.</param>
internal sealed record RawFileView(string Name, IReadOnlyList<RawFile> Files, IReadOnlyList<string> Views, IReadOnlyList<string> Counters)
{
    /// <summary>Records read, malformed ones included; null where the server did not tell. Errors: SPARK_FILES_DIFFER.</summary>
    internal long? Rows(IReadOnlyList<ObservedMetrics> observed)
    {
        var found = Counters.Select(counter => observed.FirstOrDefault(metrics => metrics.Name == counter)).ToList();
        if (found.Contains(null))
            return null;
        foreach (var metrics in found.OfType<ObservedMetrics>().Where(metrics => Figure(metrics, "passed") != Figure(metrics, "known")))
        {
            throw new EdlakeException(
                "SPARK_FILES_DIFFER",
                $"Spark read {Figure(metrics, "passed") - Figure(metrics, "known")} rows of '{Name}' from files under other names than they have here.",
                "Give the files names of letters, digits, dots, hyphens and underscores.");
        }

        return found.Sum(metrics => Figure(metrics!, "records"));
    }

    private static long Figure(ObservedMetrics metrics, string name) => Convert.ToInt64(metrics.Values.GetValueOrDefault(name) ?? 0L, CultureInfo.InvariantCulture);
}
