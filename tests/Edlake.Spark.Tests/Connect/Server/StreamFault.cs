namespace Edlake.Spark.Tests.Connect.Server;

/// <summary>What becomes of one stream after so many responses.</summary>
/// <param name="After">Responses that pass first.</param>
/// <param name="Kind">What happens then.</param>
internal sealed record StreamFault(int After, FaultKind Kind);
