using System.Net.Sockets;
using System.Security.Authentication;
using Grpc.Core;

namespace Edlake.Spark.Connect.Errors;

/// <summary>Which failures pass by themselves.</summary>
internal static class RetryRules
{
    /// <summary>Whether the same call may succeed later: the connection failed, or another reader took the stream.</summary>
    internal static bool IsTransient(RpcException error) => !IsUntrusted(error)
        && (error.StatusCode is StatusCode.Unavailable or StatusCode.Cancelled
            || (error.StatusCode == StatusCode.Internal && error.Status.Detail.Contains("INVALID_CURSOR.DISCONNECTED", StringComparison.Ordinal))
            || IsCutConnection(error)
            || ErrorInfoTrailer.RetryInfoOf(error) is not null);

    /// <summary>Whether the server does not know the operation, or not even the session: the call that begins it has not arrived.</summary>
    internal static bool IsUnknownOperation(RpcException error) =>
        error.Status.Detail.Contains("INVALID_HANDLE.OPERATION_NOT_FOUND", StringComparison.Ordinal)
        || error.Status.Detail.Contains("INVALID_HANDLE.SESSION_NOT_FOUND", StringComparison.Ordinal);

    /// <summary>Whether no encrypted connection could be made: trying again does not help.</summary>
    internal static bool IsUntrusted(RpcException error)
    {
        for (var cause = error.Status.DebugException; cause is not null; cause = cause.InnerException)
        {
            if (cause is AuthenticationException)
                return true;
        }

        return false;
    }

    /// <summary>
    /// Whether the connection broke in mid-stream: in .NET that is INTERNAL or UNKNOWN with the transport's exception, and nothing of
    /// Spark's.
    /// </summary>
    internal static bool IsCutConnection(RpcException error) =>
        error.StatusCode is StatusCode.Internal or StatusCode.Unknown
        && error.Status.DebugException is IOException or HttpRequestException or SocketException;
}
