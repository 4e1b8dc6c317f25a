namespace Edlake.Spark.Tests.Connect.Server;

/// <summary>Ways a stream goes wrong.</summary>
internal enum FaultKind
{
    /// <summary>It ends well, but before the end of the operation.</summary>
    Ends,

    /// <summary>The connection is lost.</summary>
    Unavailable,

    /// <summary>Another reader took it.</summary>
    Disconnected,

    /// <summary>It stays open and says nothing.</summary>
    Hangs,

    /// <summary>The transport breaks without a word of gRPC.</summary>
    Aborts,

    /// <summary>The request is lost before the server takes it.</summary>
    NeverArrives,

    /// <summary>The server answers from a new session: it was started anew.</summary>
    Restarts,
}
