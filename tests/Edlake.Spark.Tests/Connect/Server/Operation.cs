using Edlake.Spark.Connect.Protocol;

namespace Edlake.Spark.Tests.Connect.Server;

/// <summary>One operation that the server runs: its responses, and up to which they were released.</summary>
internal sealed class Operation(string id, IReadOnlyList<ExecutePlanResponse> responses)
{
    private int _released;

    internal IReadOnlyList<ExecutePlanResponse> Responses { get; } = responses;

    internal static string ResponseId(int index) => $"response-{index}";

    internal string Id => id;

    /// <summary>The place behind a response; null when it was released.</summary>
    internal int? PlaceBehind(string responseId)
    {
        var place = IndexOf(responseId) + 1;
        return place < _released ? null : place;
    }

    internal void ReleaseUntil(string responseId) => _released = Math.Max(_released, IndexOf(responseId) + 1);

    private static int IndexOf(string responseId) => int.Parse(responseId["response-".Length..], System.Globalization.CultureInfo.InvariantCulture);
}
