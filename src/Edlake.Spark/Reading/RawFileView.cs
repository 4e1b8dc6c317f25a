using System.Globalization;
using Edlake.Diagnostics;
using Edlake.Files;
using Edlake.Spark.Connect;

namespace Edlake.Spark.Reading;

/// <summary>
/// The raw files of one scan as a relation: the scan's output columns, <c>_metadata</c> among them as an ordinary column, the last one. The
/// caller puts the name in place of the call in the statement's text. A write must bring the relations along and a query must find them as
/// views: only so does Spark tell what was counted.
/// </summary>
/// <param name="Name">The relation's name.</param>
/// <param name="Files">The files that are read.</param>
/// <param name="Relations">It and those it is made of, each after those it names.</param>
/// <param name="Counters">What counts the records of each part as they are read, and the query that counts them by itself.</param>
internal sealed record RawFileView(
    string Name, IReadOnlyList<RawFile> Files, IReadOnlyList<(string Name, SparkRelation Relation)> Relations, IReadOnlyList<(string Name, string Query)> Counters)
{
    /// <summary>
    /// The counters that a statement has told nothing of, or of no record: its plan did without their rows (a condition that is never true, a join
    /// with an empty table), or the server does not tell.
    /// </summary>
    internal IEnumerable<(string Name, string Query)> Missing(IReadOnlyList<ObservedMetrics> observed) =>
        Counters.Where(counter => Told(counter.Name, observed) is not { } metrics || Figure(metrics, "passed") == 0);

    /// <summary>Records read, malformed ones included. Errors: SPARK_FILES_DIFFER, SPARK_ROWS_NOT_COUNTED.</summary>
    internal long Rows(IReadOnlyList<ObservedMetrics> observed)
    {
        var found = Counters.Select(counter => Told(counter.Name, observed) ?? throw NotCounted()).ToList();
        if (found.Find(metrics => Figure(metrics, "passed") != Figure(metrics, "known")) is { } strange)
        {
            throw new EdlakeException(
                "SPARK_FILES_DIFFER",
                $"Spark read {Figure(strange, "passed") - Figure(strange, "known")} rows of raw files under other names than the files have here.",
                "Give the files names of letters, digits, dots, hyphens and underscores.");
        }

        return found.Sum(metrics => Figure(metrics, "records"));
    }

    private static ObservedMetrics? Told(string name, IReadOnlyList<ObservedMetrics> observed) =>
        observed.Where(metrics => metrics.Name == name).MaxBy(metrics => Figure(metrics, "passed"));

    private static EdlakeException NotCounted() => new(
        "SPARK_ROWS_NOT_COUNTED", "The Spark server does not tell how many records it read of raw files.", "Use a server of Spark 4.0 or later.");

    // Of no rows at all, some aggregates are null.
    private static long Figure(ObservedMetrics metrics, string name) =>
        metrics.Values.TryGetValue(name, out var value) ? Convert.ToInt64(value ?? 0L, CultureInfo.InvariantCulture) : throw NotCounted();
}
