using System.Text.Json;
using Edlake.Diagnostics;
using Edlake.Spark.Connect.Protocol;
using Edlake.Spark.Connect.Protocol.Rpc;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Connect.Errors;

/// <summary>Makes an error of the session's kind from what the server told of it.</summary>
internal static class ServerErrors
{
    private const string WriteFailed = "TASK_WRITE_FAILED";

    /// <summary>From what the failed call itself carries: the message may be cut, class and parameters may be missing.</summary>
    internal static SparkServerException FromInfo(ErrorInfo info, string message) => new(info.Reason, message)
    {
        ErrorClass = info.Metadata.GetValueOrDefault("errorClass"),
        SqlState = info.Metadata.GetValueOrDefault("sqlState"),
        MessageParameters = Parameters(info.Metadata.GetValueOrDefault("messageParameters")),
        ServerStackTrace = info.Metadata.GetValueOrDefault("stackTrace") ?? "",
    };

    /// <summary>From the details the server kept; null when it has none any more.</summary>
    internal static SparkServerException? FromDetails(FetchErrorDetailsResponse details) =>
        details.HasRootErrorIdx && details.RootErrorIdx < details.Errors.Count
            ? FromDetails(details, Telling(details), details.Errors.Count)
            : null;

    /// <summary>
    /// The error of a chain that says what is wrong and where: the root, or what a row raised while it was written, which Spark wraps into an error
    /// that names no more than the folder.
    /// </summary>
    internal static int Telling(FetchErrorDetailsResponse details)
    {
        var index = details.RootErrorIdx;
        for (var i = 0; i < details.Errors.Count && details.Errors[index] is { SparkThrowable.ErrorClass: WriteFailed, HasCauseIdx: true } error && error.CauseIdx < details.Errors.Count; i++)
            index = error.CauseIdx;
        return details.Errors[index].SparkThrowable is { HasErrorClass: true } ? index : details.RootErrorIdx;
    }

    /// <summary>The error to raise.</summary>
    /// <param name="server">The server's error.</param>
    /// <param name="contexts">Where in the statement it arose.</param>
    /// <param name="statement">The statement's text, or null where there is none.</param>
    internal static Exception ToRaise(
        SparkServerException server, IReadOnlyList<FetchErrorDetailsResponse.Types.QueryContext> contexts, string? statement)
    {
        if (server.ErrorClass is not { } errorClass)
            return new EdlakeException("SPARK_ERROR", $"Spark failed: {server.Message}", "Look into the server's log.", inner: server);
        var message = ServerMessage.Of(server.Message, errorClass, server.SqlState);
        if (errorClass == ConnectionErrors.SessionChangedClass)
            return ConnectionErrors.SessionChanged(server);
        if (errorClass.StartsWith("INVALID_HANDLE.SESSION_", StringComparison.Ordinal))
            return ConnectionErrors.SessionClosed(errorClass, message.Text, server);
        return new SqlException(errorClass, server.SqlState, message.Text, ErrorPlace.Of(contexts, message.Rest, statement), inner: server);
    }

    private static SparkServerException FromDetails(FetchErrorDetailsResponse details, int index, int depthLeft)
    {
        var error = details.Errors[index];
        var hasCause = error.HasCauseIdx && error.CauseIdx < details.Errors.Count && depthLeft > 1;
        var cause = hasCause ? FromDetails(details, error.CauseIdx, depthLeft - 1) : null;
        var throwable = error.SparkThrowable;
        return new SparkServerException(error.ErrorTypeHierarchy.FirstOrDefault() ?? "", error.Message, cause)
        {
            ErrorClass = throwable is { HasErrorClass: true } ? throwable.ErrorClass : null,
            SqlState = throwable is { HasSqlState: true } ? throwable.SqlState : null,
            MessageParameters = new Dictionary<string, string>(throwable?.MessageParameters ?? []),
            ServerStackTrace = string.Join('\n', error.StackTrace.Select(Text)),
        };
    }

    private static string Text(FetchErrorDetailsResponse.Types.StackTraceElement frame) =>
        $"{frame.DeclaringClass}.{frame.MethodName}({frame.FileName}:{frame.LineNumber})";

    private static Dictionary<string, string> Parameters(string? json) =>
        json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, string>>(json) ?? [];
}
