namespace Edlake.Bundles;

/// <summary>What later tasks may refer to of one that has ended.</summary>
/// <param name="ResultState">Lower case: <c>success</c>, <c>failed</c>, <c>excluded</c>, …</param>
public sealed record TaskOutcome(string ResultState)
{
    /// <summary>The class of its error; empty where it has none.</summary>
    public string ErrorCode { get; init; } = "";

    /// <summary>The first row of the last query of a SQL task, as text by column; null where there is none.</summary>
    public IReadOnlyDictionary<string, string>? FirstRow { get; init; }

    /// <summary>All its rows as JSON; null where there are none.</summary>
    public string? RowsJson { get; init; }

    /// <summary>The values it set.</summary>
    public IReadOnlyDictionary<string, string> Values { get; init; } = new Dictionary<string, string>();
}
