using Edlake.Diagnostics;
using Edlake.Spark.Connect.Errors;
using Edlake.Spark.Connect.Execution;
using Edlake.Spark.Connect.Protocol;
using Edlake.Spark.Connect.Sessions;
using Edlake.Spark.Connect.Types;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Spark.Connect;

/// <summary>
/// A session on a Spark Connect server: its own temporary views, variables and settings. Several statements may run in it at once.
/// <code>
/// await using var session = await SparkConnectSession.OpenAsync(SparkConnectionString.Parse("sc://localhost:15002"));
/// await using var result = await session.ExecuteAsync(new SqlStatement("select id from range(10)"));
/// await foreach (var batch in result.ReadAsync()) …
/// </code>
/// Failures of a statement are <see cref="SqlException"/>s in Spark's classes, with the place in the text; those of connection and session are
/// <see cref="EdlakeException"/>s. Cut connections are taken up again without losing or doubling a row; a cancelled token stops the statement
/// on the server.
/// </summary>
public sealed class SparkConnectSession : IAsyncDisposable
{
    private const string TokenVariable = "SPARK_CONNECT_AUTHENTICATE_TOKEN";
    private static readonly Version OldestSpark = new(3, 5);
    private static readonly Version FirstWithRelations = new(4, 0);

    private readonly SessionCalls _calls;
    private readonly StatementRunner _runner;
    private readonly Relations _relations;

    private SparkConnectSession(SessionCalls calls, string version)
    {
        _calls = calls;
        _relations = new Relations(calls);
        _runner = new StatementRunner(calls, _relations);
        SparkVersion = version;
    }

    /// <summary>The session's id; another client with the same user may share the session by it.</summary>
    public string SessionId => _calls.Identity.SessionId;

    /// <summary>The server's version, e.g. <c>4.0.1</c>.</summary>
    public string SparkVersion { get; }

    /// <summary>Whether the server knows <see cref="SqlStatement.Relations"/>: from Spark 4.0 on.</summary>
    public bool TakesRelations => !IsBefore(FirstWithRelations, SparkVersion);

    /// <summary>
    /// Opens a session and asks the server for its version, so that a wrong address is told at once. As with Spark's own clients, the environment may
    /// give the token (<c>SPARK_CONNECT_AUTHENTICATE_TOKEN</c>) and the user (<c>SPARK_USER</c>) that the address does not.
    /// </summary>
    /// <exception cref="EdlakeException">SPARK_UNREACHABLE, SPARK_ACCESS_DENIED, SPARK_VERSION_UNSUPPORTED.</exception>
    public static async Task<SparkConnectSession> OpenAsync(
        SparkConnectionString connection, SparkConnectOptions? options = null, CancellationToken cancellation = default)
    {
        connection = connection.WithDefaultToken(Environment.GetEnvironmentVariable(TokenVariable));
        var calls = new SessionCalls(connection, options ?? new SparkConnectOptions());
        try
        {
            var version = await FirstContact.VersionAsync(calls, connection, cancellation).ConfigureAwait(false);
            if (IsBefore(OldestSpark, version))
                throw ConnectionErrors.TooOld(version);
            var session = new SparkConnectSession(calls, version);
            if (calls.Options.ServerStackTrace)
                await session.SetConfigAsync("spark.sql.connect.serverStacktrace.enabled", "true", cancellation).ConfigureAwait(false);
            return session;
        }
        catch
        {
            calls.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Runs a statement. A command is done when this returns; a query's rows are still to be read. Cancelling stops the statement on the server, also
    /// while the rows are read.
    /// </summary>
    public Task<SparkResult> ExecuteAsync(SqlStatement statement, CancellationToken cancellation = default) =>
        _runner.ExecuteAsync(statement, cancellation);

    /// <summary>Runs a statement for its effect and gives what it counted.</summary>
    public async Task<SparkResult> RunAsync(SqlStatement statement, CancellationToken cancellation = default)
    {
        var result = await ExecuteAsync(statement, cancellation).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
            await result.DrainAsync(cancellation).ConfigureAwait(false);
        return result;
    }

    /// <summary>Reads a relation.</summary>
    public async Task<SparkResult> ReadAsync(
        SparkRelation relation, IProgress<ExecutionProgress>? progress = null, CancellationToken cancellation = default)
    {
        var made = await _relations.OfAsync(relation, cancellation).ConfigureAwait(false);
        return await _runner.ReadAsync(made, (relation as QueryRelation)?.Query, progress, cancellation).ConfigureAwait(false);
    }

    /// <summary>Gives a relation a name in this session; a temporary view of that name is replaced.</summary>
    public async Task CreateViewAsync(string name, SparkRelation relation, CancellationToken cancellation = default)
    {
        var made = await _relations.OfAsync(relation, cancellation).ConfigureAwait(false);
        await _runner.RunAsync(Plans.View(name, made), cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// A relation's columns, without reading it. A <see cref="QueryRelation"/> must be known to be a query: the server runs commands even
    /// here.
    /// </summary>
    public async Task<StructType> SchemaOfAsync(SparkRelation relation, CancellationToken cancellation = default)
    {
        var plan = new Plan { Root = await _relations.OfAsync(relation, cancellation).ConfigureAwait(false) };
        var request = new AnalyzePlanRequest { Schema = new AnalyzePlanRequest.Types.Schema { Plan = plan } };
        var response = await _calls.CallAsync(
            options => _calls.Client.AnalyzePlanAsync(_calls.Identity.Fill(request), options),
            cancellation,
            (relation as QueryRelation)?.Query).ConfigureAwait(false);
        return ProtocolTypes.SchemaOf(response.Schema.Schema_);
    }

    /// <summary>A setting of the session; null when it is not set.</summary>
    public async Task<string?> ConfigAsync(string key, CancellationToken cancellation = default)
    {
        var operation = new ConfigRequest.Types.Operation { GetOption = new ConfigRequest.Types.GetOption { Keys = { key } } };
        var response = await ConfigureAsync(operation, cancellation).ConfigureAwait(false);
        return response.Pairs is [{ HasValue: true } pair] ? pair.Value : null;
    }

    /// <summary>Sets a setting of the session.</summary>
    public Task SetConfigAsync(string key, string value, CancellationToken cancellation = default)
    {
        var pair = new KeyValue { Key = key, Value = value };
        return ConfigureAsync(new ConfigRequest.Types.Operation { Set = new ConfigRequest.Types.Set { Pairs = { pair } } }, cancellation);
    }

    /// <summary>Takes a setting back to its default.</summary>
    public Task UnsetConfigAsync(string key, CancellationToken cancellation = default) =>
        ConfigureAsync(new ConfigRequest.Types.Operation { Unset = new ConfigRequest.Types.Unset { Keys = { key } } }, cancellation);

    /// <summary>Stops every statement of the session; the ids of the operations that were stopped.</summary>
    public async Task<IReadOnlyList<string>> InterruptAsync(CancellationToken cancellation = default)
    {
        var request = new InterruptRequest { InterruptType = InterruptRequest.Types.InterruptType.All };
        var response = await _calls.CallAsync(
            options => _calls.Client.InterruptAsync(_calls.Identity.Fill(request), options), cancellation).ConfigureAwait(false);
        return response.InterruptedIds;
    }

    /// <summary>Closes the session on the server.</summary>
    public async ValueTask DisposeAsync()
    {
        var request = new ReleaseSessionRequest();
        await _calls.CallAsideAsync(options => _calls.Client.ReleaseSessionAsync(_calls.Identity.Fill(request), options)).ConfigureAwait(false);
        _calls.Dispose();
    }

    // 4.0.1, 3.5.0-SNAPSHOT, 15.4.x-scala2.12: the first two numbers tell. A version that reads otherwise is taken for a new one.
    private static bool IsBefore(Version first, string version) =>
        version.Split('-', '.') is [var major, var minor, ..] && Version.TryParse($"{major}.{minor}", out var known) && known < first;

    private Task<ConfigResponse> ConfigureAsync(ConfigRequest.Types.Operation operation, CancellationToken cancellation) => _calls.CallAsync(
        options => _calls.Client.ConfigAsync(_calls.Identity.Fill(new ConfigRequest { Operation = operation }), options), cancellation);
}
