namespace Edlake.Spark.Connect;

/// <summary>
/// An error as the server gave it, whole: the cause (<see cref="Exception.InnerException"/>) of the <see cref="Sql.Diagnostics.SqlException"/> or
/// <see cref="Diagnostics.EdlakeException"/> that a session raises.
/// </summary>
public sealed class SparkServerException : Exception
{
    internal SparkServerException(string javaClass, string message, SparkServerException? cause = null)
        : base(message, cause) => JavaClass = javaClass;

    /// <summary>The exception's class in the server, e.g. <c>org.apache.spark.sql.AnalysisException</c>.</summary>
    public string JavaClass { get; }

    /// <summary>Spark's error class, or null where it has none.</summary>
    public string? ErrorClass { get; internal init; }

    /// <summary>Five characters, or null.</summary>
    public string? SqlState { get; internal init; }

    /// <summary>What fills the places of the message of <see cref="ErrorClass"/>.</summary>
    public IReadOnlyDictionary<string, string> MessageParameters { get; internal init; } = new Dictionary<string, string>();

    /// <summary>
    /// The server's stack trace, a frame a line; empty unless it was asked for (<see cref="SparkConnectOptions.ServerStackTrace"/>).
    /// </summary>
    public string ServerStackTrace { get; internal init; } = "";
}
