using System.Security.Cryptography.X509Certificates;

namespace Edlake.Spark.Connect;

/// <summary>How a session treats its connection; the defaults are right for most.</summary>
public sealed record SparkConnectOptions
{
    /// <summary>The user's name where the connection string has none; else that of the system.</summary>
    public string? UserId { get; init; }

    /// <summary>How failed calls are tried again.</summary>
    public RetryPolicy Retries { get; init; } = new();

    /// <summary>
    /// How long opening a session may take; null for 10 seconds without a connection, or 10 minutes on Databricks, whose clusters start
    /// slowly.
    /// </summary>
    public TimeSpan? ConnectTimeout { get; init; }

    /// <summary>
    /// A stream that says nothing for so long is dropped and attached anew; a server ends each stream after 2 minutes by itself.
    /// </summary>
    public TimeSpan SilenceLimit { get; init; } = TimeSpan.FromMinutes(3);

    /// <summary>HTTP/2 pings while calls are open. Servers made with grpc-java take more than one in 5 minutes for an attack.</summary>
    public TimeSpan KeepAlivePing { get; init; } = TimeSpan.FromMinutes(5.5);

    /// <summary>The largest message, both ways.</summary>
    public int MaxMessageBytes { get; init; } = 128 * 1024 * 1024;

    /// <summary>Uploaded rows from this size on are sent once, in chunks, and kept by the server under their hash.</summary>
    public int UploadCacheThreshold { get; init; } = 64 * 1024 * 1024;

    /// <summary>Size of an upload's chunk.</summary>
    public int UploadChunkBytes { get; init; } = 32 * 1024;

    /// <summary>Certificates that may vouch for the server in place of the system's: a company's own authority. Null for the system's.</summary>
    public X509Certificate2Collection? TrustedRoots { get; init; }

    /// <summary>Asks the server for its stack trace with every error.</summary>
    public bool ServerStackTrace { get; init; }
}
