using Grpc.Core;

namespace Edlake.Spark.Connect.Errors;

/// <summary>Which failures pass by themselves.</summary>
internal static class RetryRules
{
    /// <summary>Whether the same call may succeed later: the connection failed, or another reader took the stream.</summary>
    internal static bool IsTransient(RpcException error) =>
        error.StatusCode == StatusCode.Unavailable
        || (error.StatusCode == StatusCode.Internal && error.Status.Detail.Contains("INVALID_CURSOR.DISCONNECTED", StringComparison.Ordinal))
        || IsCutStream(error)
        || ErrorInfoTrailer.RetryInfoOf(error) is not null;

    /// <summary>Whether the server does not know the operation, or not even the session: the call that begins it has not arrived.</summary>
    internal static bool IsUnknownOperation(RpcException error) =>
        error.Status.Detail.Contains("INVALID_HANDLE.OPERATION_NOT_FOUND", StringComparison.Ordinal)
        || error.Status.Detail.Contains("INVALID_HANDLE.SESSION_NOT_FOUND", StringComparison.Ordinal);

    // A connection that breaks in mid-stream surfaces in .NET as INTERNAL or UNKNOWN with the transport's exception, and never with trailers of Spark.
    private static bool IsCutStream(RpcException error) =>
        error.StatusCode is StatusCode.Internal or StatusCode.Unknown && error.Status.DebugException is IOException or HttpRequestException or System.Net.Sockets.SocketException;
}
