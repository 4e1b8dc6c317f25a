namespace Edlake.Sql.Functions.Native;

/// <summary>One of the parts of a number format.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">What Spark's messages call it.</param>
/// <param name="Runs">For digits: the runs of them, and the separators in between, as they stand.</param>
internal sealed record NumberFormatPart(NumberFormatKind Kind, string Name, IReadOnlyList<DigitRun> Runs)
{
    /// <summary>How many digits there is room for.</summary>
    internal int Count => Runs.Sum(run => run.Count);
}
