using System.Collections.Concurrent;
using Edlake.Spark.Connect.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace Edlake.Spark.Tests.Connect.Server;

/// <summary>What the tests' server is told to do, and what it saw.</summary>
internal sealed class ServerScript
{
    /// <summary>The token that every call must carry; null for none.</summary>
    internal string? Token { get; set; }

    internal string SparkVersion { get; set; } = "4.0.1";

    internal string ServerSideSessionId { get; set; } = "server-session-1";

    /// <summary>The responses to a plan, without ids.</summary>
    internal Func<Plan, IReadOnlyList<ExecutePlanResponse>> Answer { get; set; } = _ => [Responses.Complete];

    /// <summary>What the details of an error are, by its id.</summary>
    internal Dictionary<string, FetchErrorDetailsResponse> ErrorDetails { get; } = [];

    /// <summary>What befalls the streams, one after the other; none befalls those after the last.</summary>
    internal ConcurrentQueue<StreamFault> Faults { get; } = new();

    /// <summary>How many uploads are lost on their way, and how many arrive damaged.</summary>
    internal int LostUploads { get; set; }

    internal int DamagedUploads { get; set; }

    /// <summary>Every request, in order.</summary>
    internal ConcurrentQueue<IMessage> Requests { get; } = new();

    /// <summary>The headers of every call.</summary>
    internal ConcurrentQueue<Metadata> Headers { get; } = new();

    /// <summary>What was uploaded, by name.</summary>
    internal ConcurrentDictionary<string, byte[]> Artifacts { get; } = new();

    internal ConcurrentDictionary<string, Operation> Operations { get; } = new();

    /// <summary>Requests of a kind.</summary>
    internal IReadOnlyList<T> Seen<T>()
        where T : IMessage => [.. Requests.OfType<T>()];
}
