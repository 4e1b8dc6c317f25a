using System.Globalization;
using System.Net;
using Edlake.Diagnostics;

namespace Edlake.Spark.Connect;

/// <summary>
/// Where a Spark Connect server is and how to reach it: <c>sc://host[:port]/[;key=value]*</c>. Keys that are not named here travel as headers
/// of every call, which is how Databricks learns the cluster: <c>sc://workspace-host:443/;token=…;x-databricks-cluster-id=…</c>.
/// </summary>
public sealed record SparkConnectionString
{
    /// <summary>The port where none is given.</summary>
    public const int DefaultPort = 15002;

    private const string Scheme = "sc://";
    private const string DatabricksSession = "x-databricks-session-id";

    private SparkConnectionString(string host, int port) => (Host, Port) = (host, port);

    /// <summary>The server's name or address, an IPv6 one in its brackets.</summary>
    public string Host { get; }

    /// <summary>The server's port.</summary>
    public int Port { get; }

    /// <summary>Whether the connection is encrypted: <c>use_ssl=true</c>, or a token for a host other than this machine.</summary>
    public bool UseTls => AskedTls ?? (Token is not null && !IsLoopback);

    /// <summary>The bearer token (<c>token</c>), or null. It is not part of <see cref="ToString"/>.</summary>
    public string? Token { get; private init; }

    /// <summary><c>user_id</c>, or null.</summary>
    public string? UserId { get; private init; }

    /// <summary><c>user_agent</c>, or null.</summary>
    public string? UserAgent { get; private init; }

    /// <summary><c>session_id</c> (or that of a Databricks serverless session), or null for a new session.</summary>
    public string? SessionId { get; private init; }

    /// <summary>Headers for every call, names in lower case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private init; } = new Dictionary<string, string>();

    // What use_ssl says; null where it says nothing.
    private bool? AskedTls { get; init; }

    /// <summary>Whether the server is on this machine.</summary>
    public bool IsLoopback =>
        Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host, out var address) && IPAddress.IsLoopback(address));

    /// <summary>Whether headers name a Databricks cluster or session, which may take minutes to start.</summary>
    public bool IsDatabricks => Headers.Keys.Any(name => name.StartsWith("x-databricks-", StringComparison.Ordinal));

    /// <summary>Reads a connection string.</summary>
    /// <exception cref="EdlakeException">INVALID_CONNECT_URL, without the values in it.</exception>
    public static SparkConnectionString Parse(string text)
    {
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            throw Invalid("it must begin with sc://");
        var rest = text[Scheme.Length..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var (authority, path) = slash < 0 ? (rest, "") : (rest[..slash], rest[(slash + 1)..]);
        if (authority.Contains(';', StringComparison.Ordinal))
            throw Invalid("a / must stand before the first ;");
        if (path.Length > 0 && path[0] != ';')
            throw Invalid("the path must be empty");
        var (host, port) = HostAndPort(authority);
        return With(new SparkConnectionString(host, port), Items(path)).Safe();
    }

    /// <summary>
    /// The same server, for a session of its own; the header by which Databricks serverless knows a session is renewed with it.
    /// </summary>
    public SparkConnectionString WithNewSession()
    {
        if (!Headers.ContainsKey(DatabricksSession))
            return this with { SessionId = null };
        var id = Guid.NewGuid().ToString();
        return this with { SessionId = id, Headers = new Dictionary<string, string>(Headers) { [DatabricksSession] = id } };
    }

    /// <summary>The same with a token where it has none.</summary>
    /// <exception cref="EdlakeException">INVALID_CONNECT_URL when the token would travel in clear to another machine.</exception>
    public SparkConnectionString WithDefaultToken(string? token) =>
        Token is not null || string.IsNullOrEmpty(token) ? this : (this with { Token = token }).Safe();

    /// <summary>Host and port only: what may be shown.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Scheme}{Host}:{Port}");

    private static (string Host, int Port) HostAndPort(string authority)
    {
        var colon = authority.LastIndexOf(':');
        var hasPort = colon >= 0 && !authority.EndsWith(']');
        var host = hasPort ? authority[..colon] : authority;
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown && !IPAddress.TryParse(host, out _))
            throw Invalid("the host's name is not one");
        if (!hasPort)
            return (host, DefaultPort);
        return int.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and < 65536
            ? (host, port)
            : throw Invalid("the port must be a number from 1 to 65535");
    }

    private static IEnumerable<(string Key, string Value)> Items(string path)
    {
        foreach (var item in path.Split(';', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = item.Split('=');
            if (parts.Length != 2 || parts[0].Length == 0 || parts[1].Length == 0)
                throw Invalid("each parameter must be key=value, with = and ; in the value percent-encoded");
            yield return (parts[0], Uri.UnescapeDataString(parts[1]));
        }
    }

    private static SparkConnectionString With(SparkConnectionString connection, IEnumerable<(string Key, string Value)> items)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal);
        bool? tls = null;
        foreach (var (key, value) in items)
        {
            switch (key)
            {
                case "token":
                    connection = connection with { Token = value };
                    break;
                case "use_ssl":
                    tls = value.Equals("true", StringComparison.OrdinalIgnoreCase);
                    break;
                case "user_id":
                    connection = connection with { UserId = value };
                    break;
                case "user_agent":
                    connection = connection with { UserAgent = value };
                    break;
                case "session_id":
                    connection = connection with { SessionId = Uuid(key, value) };
                    break;
                default:
                    headers[HeaderName(key)] = value;
                    break;
            }
        }

        if (connection.SessionId is null && headers.TryGetValue(DatabricksSession, out var session))
            connection = connection with { SessionId = Uuid(DatabricksSession, session) };
        return connection with { Headers = headers, AskedTls = tls };
    }

    // gRPC keeps names that end in -bin for bytes, and those that begin with grpc- for itself.
    private static string HeaderName(string key)
    {
        var name = key.ToLowerInvariant();
        var isKept = name.EndsWith("-bin", StringComparison.Ordinal) || name.StartsWith("grpc-", StringComparison.Ordinal);
        var isName = name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
        return isName && !isKept
            ? name
            : throw Invalid("a parameter's name must be made of letters, digits, -, _ and ., and be none that gRPC keeps for itself");
    }

    private static string Uuid(string key, string value) =>
        Guid.TryParseExact(value, "D", out var id) ? id.ToString() : throw Invalid($"{key} must be a UUID");

    private SparkConnectionString Safe() => !UseTls && !IsLoopback && (Token is not null || Headers.ContainsKey("authorization"))
        ? throw Invalid("use_ssl=false would send the token in clear to another machine")
        : this;

    private static EdlakeException Invalid(string why) => new(
        "INVALID_CONNECT_URL", $"The Spark Connect address is not valid: {why}.",
        "Write it as sc://host:port/;key=value, for example sc://localhost:15002.");
}
