using Edlake.Bench.Measuring;

namespace Edlake.Bench.Results;

/// <summary>A contestant's runs.</summary>
internal sealed record Contest(string Name, IReadOnlyList<Measurement> Runs)
{
    public double MedianSeconds => Median(Runs.Select(run => run.Seconds));

    public double MedianCpuSeconds => Median(Runs.Select(run => run.CpuSeconds));

    public long PeakBytes => Runs.Max(run => run.PeakBytes);

    private static double Median(IEnumerable<double> values)
    {
        var ordered = values.Order().ToList();
        return (ordered[(ordered.Count - 1) / 2] + ordered[ordered.Count / 2]) / 2;
    }
}
