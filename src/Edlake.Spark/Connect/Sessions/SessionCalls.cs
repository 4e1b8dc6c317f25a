using Edlake.Spark.Connect.Errors;
using Edlake.Spark.Connect.Protocol;
using Grpc.Core;
using Grpc.Net.Client;

namespace Edlake.Spark.Connect.Sessions;

/// <summary>The calls of one session: identity, headers, retries and errors are added to each.</summary>
internal sealed class SessionCalls : IDisposable
{
    private static readonly TimeSpan AsideLimit = TimeSpan.FromSeconds(10);

    private readonly GrpcChannel _channel;
    private readonly Metadata _headers;
    private volatile bool _isClosed;

    internal SessionCalls(SparkConnectionString connection, SparkConnectOptions options)
    {
        Options = options;
        Address = connection.ToString();
        Identity = new SessionIdentity(connection, options);
        _headers = HeadersOf(connection);
        _channel = Channels.Open(connection, options);
        Client = new SparkConnectService.SparkConnectServiceClient(_channel);
    }

    internal SparkConnectOptions Options { get; }

    /// <summary>Host and port, to be shown.</summary>
    internal string Address { get; }

    internal SessionIdentity Identity { get; }

    internal SparkConnectService.SparkConnectServiceClient Client { get; }

    public void Dispose()
    {
        _isClosed = true;
        _channel.Dispose();
    }

    internal CallOptions CallOptions(CancellationToken cancellation, TimeSpan? limit = null) =>
        new(_headers, limit is { } time ? DateTime.UtcNow + time : null, cancellation);

    /// <summary>A call that may be made twice without harm: tried again as the policy says.</summary>
    internal async Task<TResponse> CallAsync<TResponse>(
        Func<CallOptions, AsyncUnaryCall<TResponse>> call, CancellationToken cancellation, string? statement = null)
        where TResponse : ISessionResponse
    {
        for (var retry = 0; ; retry++)
        {
            try
            {
                using var running = call(CallOptions(cancellation));
                return Identity.Accept(await running.ResponseAsync.ConfigureAwait(false));
            }
            catch (RpcException error) when (RetryRules.IsTransient(error) && Options.Retries.Delay(retry) is { } delay)
            {
                await Task.Delay(delay, cancellation).ConfigureAwait(false);
            }
            catch (RpcException error)
            {
                throw await TranslateAsync(error, statement, cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// A call whose failure changes nothing for the caller: it frees what the server would free by itself later, or asks it to stop. Tried
    /// once, for a short time.
    /// </summary>
    internal async Task CallAsideAsync<TResponse>(Func<CallOptions, AsyncUnaryCall<TResponse>> call)
    {
        // With the session all that is in it has been freed.
        if (_isClosed)
            return;
        try
        {
            using var running = call(CallOptions(CancellationToken.None, AsideLimit));
            await running.ResponseAsync.ConfigureAwait(false);
        }
        catch (RpcException)
        {
            // The server drops a left operation after 5 minutes and a left session after an hour.
        }
    }

    /// <summary>The error to raise for a failed call, with the details that the server keeps of it.</summary>
    internal async Task<Exception> TranslateAsync(RpcException error, string? statement, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return new OperationCanceledException(error.Message, error, cancellation);
        if (ErrorInfoTrailer.ErrorInfoOf(error) is not { } info)
            return ConnectionErrors.OfStatus(error, Address);
        var details = info.Metadata.TryGetValue("errorId", out var id) ? await DetailsAsync(id).ConfigureAwait(false) : null;
        var whole = details is null ? null : ServerErrors.FromDetails(details);
        return whole is null
            ? ServerErrors.ToRaise(ServerErrors.FromInfo(info, error.Status.Detail), [], statement)
            : ServerErrors.ToRaise(whole, details!.Errors[ServerErrors.Telling(details)].SparkThrowable?.QueryContexts ?? [], statement);
    }

    // The answer is given once, so the call is not repeated; without it the error is told as far as the failed call tells it.
    private async Task<FetchErrorDetailsResponse?> DetailsAsync(string errorId)
    {
        try
        {
            var request = Identity.Fill(new FetchErrorDetailsRequest { ErrorId = errorId });
            using var call = Client.FetchErrorDetailsAsync(request, CallOptions(CancellationToken.None, AsideLimit));
            return await call.ResponseAsync.ConfigureAwait(false);
        }
        catch (RpcException)
        {
            return null;
        }
    }

    private static Metadata HeadersOf(SparkConnectionString connection)
    {
        var headers = new Metadata();
        foreach (var (name, value) in connection.Headers)
            headers.Add(name, value);
        if (connection.Token is { } token)
            headers.Add("authorization", $"Bearer {token}");
        return headers;
    }
}
