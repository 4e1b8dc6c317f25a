namespace Edlake.Bench.Results;

/// <summary>All that one run of the benchmark found.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="LoadAverage">The machine's load before it began, where the system says; above 1 others were at work and the times are worth less.</param>
/// <param name="Machine">Where.</param>
/// <param name="Versions">What.</param>
/// <param name="Options">Within which limits.</param>
/// <param name="RawRows">Data rows over all raw files.</param>
/// <param name="RawBytes">Their size.</param>
/// <param name="Peer">The hand-written script.</param>
/// <param name="Edlake">The run of the bundle.</param>
/// <param name="NothingNew">A second run on the same files.</param>
/// <param name="Sample">A first run on the sample in the repository.</param>
/// <param name="Spark">The run of the bundle on a warm Spark; null where none was given. Memory and CPU are those of this machine's client only.</param>
internal sealed record BenchResult(
    DateTimeOffset StartedAt, double? LoadAverage, MachineDescription Machine, Versions Versions, BenchOptions Options,
    long RawRows, long RawBytes, Contest Peer, Contest Edlake, Contest NothingNew, Contest Sample, Contest? Spark)
{
    /// <summary>Edlake's median time over the peer's.</summary>
    public double Ratio => Edlake.MedianSeconds / Peer.MedianSeconds;

    /// <summary>Spark's median time over the embedded engine's.</summary>
    public double? SparkRatio => Spark?.MedianSeconds / Edlake.MedianSeconds;
}
