namespace Edlake.Bench.Measuring;

/// <summary>One process from start to end.</summary>
/// <param name="Seconds">Wall time, the start of the process included.</param>
/// <param name="CpuSeconds">User and system time of all its threads, as last seen before it ended.</param>
/// <param name="PeakBytes">The most memory it held at once; 0 where the system does not say.</param>
/// <param name="Output">What it wrote to its standard output.</param>
internal sealed record Measurement(double Seconds, double CpuSeconds, long PeakBytes, [property: System.Text.Json.Serialization.JsonIgnore] string Output);
