namespace Edlake.Spark.Remote;

/// <summary>A table as a run found it on the server.</summary>
/// <param name="Table">Full name, quoted.</param>
/// <param name="Version">Its version; null when there was no such table.</param>
public sealed record TableBefore(string Table, long? Version);
