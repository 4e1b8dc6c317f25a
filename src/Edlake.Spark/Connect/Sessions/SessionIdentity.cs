using System.Reflection;
using System.Runtime.InteropServices;
using Edlake.Diagnostics;
using Edlake.Spark.Connect.Errors;
using Edlake.Spark.Connect.Protocol;

namespace Edlake.Spark.Connect.Sessions;

/// <summary>Who a session is, to the server and from it: every request carries it and every response is held against it.</summary>
internal sealed class SessionIdentity
{
    private const int LongestClientType = 2048;

    private readonly string _userId;
    private readonly string _clientType;
    private string? _serverSideId;

    internal SessionIdentity(SparkConnectionString connection, SparkConnectOptions options)
    {
        SessionId = connection.SessionId ?? Guid.NewGuid().ToString();
        _userId = connection.UserId ?? options.UserId ?? Environment.GetEnvironmentVariable("SPARK_USER") ?? Environment.UserName;
        _clientType = ClientType(connection.UserAgent ?? "edlake");
    }

    internal string SessionId { get; }

    internal T Fill<T>(T request)
        where T : ISessionRequest
    {
        request.SessionId = SessionId;
        request.UserContext = new UserContext { UserId = _userId, UserName = _userId };
        request.ClientType = _clientType;
        if (_serverSideId is { } seen)
            request.ClientObservedServerSideSessionId = seen;
        return request;
    }

    /// <summary>Holds a response against what is known.</summary>
    /// <exception cref="EdlakeException">
    /// INVALID_HANDLE.SESSION_CHANGED: the server was started anew, and the session's views and settings are gone.
    /// </exception>
    internal T Accept<T>(T response)
        where T : ISessionResponse
    {
        if (response.SessionId.Length > 0 && response.SessionId != SessionId)
            throw ConnectionErrors.ForeignSession(SessionId, response.SessionId);
        if (response.ServerSideSessionId.Length == 0)
            return response;
        var known = Interlocked.CompareExchange(ref _serverSideId, response.ServerSideSessionId, null);
        return known is null || known == response.ServerSideSessionId ? response : throw ConnectionErrors.SessionChanged();
    }

    private static string ClientType(string agent)
    {
        var assembly = typeof(SessionIdentity).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>();
        var version = assembly?.InformationalVersion.Split('+')[0];
        var system = OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var text = $"{agent} edlake/{version} os/{system} dotnet/{Environment.Version} {RuntimeInformation.ProcessArchitecture}";
        return Uri.EscapeDataString(text).Length <= LongestClientType
            ? text
            : throw new EdlakeException(
                "INVALID_CONNECT_URL", "The Spark Connect address is not valid: user_agent is longer than 2048 characters.", "Shorten it.");
    }
}
