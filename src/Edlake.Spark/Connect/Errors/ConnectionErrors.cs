using Edlake.Diagnostics;
using Grpc.Core;

namespace Edlake.Spark.Connect.Errors;

/// <summary>Failures of the connection or the session, in words a user can act on.</summary>
internal static class ConnectionErrors
{
    internal const string SessionChangedClass = "INVALID_HANDLE.SESSION_CHANGED";

    internal static EdlakeException SessionChanged(Exception? inner = null) => new(
        SessionChangedClass,
        "The Spark server was started anew: the session's views, variables and settings are gone.",
        "Run it again; a new session is opened then.",
        inner: inner);

    internal static EdlakeException SessionClosed(string errorClass, string message, Exception inner) => new(
        errorClass, message, "Run it again; a new session is opened then.", inner: inner);

    internal static EdlakeException ForeignSession(string own, string other) => new(
        "SPARK_PROTOCOL_ERROR", $"The Spark server answered for session {other}, and this one is {own}.",
        "Look for a proxy in between that mixes connections up.");

    internal static EdlakeException Protocol(string what) => new(
        "SPARK_PROTOCOL_ERROR", $"The Spark server's answer is not what the protocol says: {what}.",
        "Check that the address is that of a Spark Connect server, of Spark 3.5 or later.");

    internal static EdlakeException TooOld(string version) => new(
        "SPARK_VERSION_UNSUPPORTED",
        $"The server runs Spark {version}; executions that survive a cut connection exist from Spark 3.5 on.",
        "Use a server of Spark 3.5 or later.");

    /// <summary>A call that failed without an error of Spark's own.</summary>
    internal static EdlakeException OfStatus(RpcException error, string address) => error.StatusCode switch
    {
        _ when RetryRules.IsUntrusted(error) => new(
            "SPARK_NOT_TRUSTED", $"No encrypted connection to the Spark server at {address} could be made: {Detail(error)}",
            "Check the server's certificate, and that its authority is trusted here.", inner: error),
        StatusCode.Unavailable or StatusCode.DeadlineExceeded => Unreachable(error, address),
        _ when RetryRules.IsCutConnection(error) => Unreachable(error, address),
        StatusCode.Unauthenticated or StatusCode.PermissionDenied => new(
            "SPARK_ACCESS_DENIED", $"The Spark server at {address} refused the call: {Detail(error)}",
            "Check the token, the user and the headers of the address.", inner: error),
        StatusCode.Unimplemented => new(
            "SPARK_VERSION_UNSUPPORTED", $"The server at {address} does not know the call: {Detail(error)}",
            "Use a Spark Connect server of Spark 3.5 or later.", inner: error),
        StatusCode.ResourceExhausted => new(
            "SPARK_MESSAGE_TOO_LARGE", $"A message from or to {address} is larger than allowed: {Detail(error)}",
            "Lower spark.sql.execution.arrow.maxRecordsPerBatch, or raise the limit of messages.", inner: error),
        _ => new(
            "SPARK_CALL_FAILED", $"A call of the Spark server at {address} failed ({error.StatusCode}): {Detail(error)}",
            "Look into the server's log.", inner: error),
    };

    private static EdlakeException Unreachable(RpcException error, string address) => new(
        "SPARK_UNREACHABLE", $"The Spark server at {address} cannot be reached: {Detail(error)}",
        "Check that it runs, and the address.", inner: error);

    private static string Detail(RpcException error) => error.Status.Detail.Length > 0 ? error.Status.Detail : error.StatusCode.ToString();
}
