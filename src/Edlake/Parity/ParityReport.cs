using Edlake.Comparison;

namespace Edlake.Parity;

/// <summary>The certificate: two runs of one job, and all that differs between what they made.</summary>
/// <param name="Bundle">The bundle's name.</param>
/// <param name="Job">The job's key.</param>
/// <param name="Target">The bundle's target.</param>
/// <param name="Parameters">Job parameters given for both runs.</param>
/// <param name="Now">What time both took it to be.</param>
/// <param name="A">The first run.</param>
/// <param name="B">The second run.</param>
public sealed record ParityReport(
    string Bundle, string Job, string? Target, IReadOnlyDictionary<string, string> Parameters, DateTimeOffset Now, ParitySide A, ParitySide B)
{
    /// <summary>What differs of the tasks' rows and answers, and of which schemas, views and tables there are.</summary>
    public IReadOnlyList<Difference> Project { get; init; } = [];

    /// <summary>Tables that both have.</summary>
    public IReadOnlyList<ParityTable> Tables { get; init; } = [];

    /// <summary>Rows compared.</summary>
    public long Rows => Tables.Sum(table => Math.Max(table.Content.Rows.InA, table.Content.Rows.InB));

    /// <summary>Values compared.</summary>
    public long Cells => Tables.Sum(table => table.Cells);

    /// <summary>Differences of any kind.</summary>
    public long Differences => Project.Count + Tables.Sum(table => table.Differences);

    /// <summary>Whether both ran to their end.</summary>
    public bool BothRan => A.RanWell && B.RanWell;

    /// <summary>Whether both ran and nothing differs.</summary>
    public bool IsEqual => BothRan && Differences == 0;
}
