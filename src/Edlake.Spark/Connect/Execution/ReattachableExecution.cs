using System.Diagnostics;
using Edlake.Diagnostics;
using Edlake.Spark.Connect.Errors;
using Edlake.Spark.Connect.Protocol;
using Edlake.Spark.Connect.Sessions;
using Grpc.Core;

namespace Edlake.Spark.Connect.Execution;

/// <summary>
/// The responses of one operation, each once and in order, however often the stream that brings them ends or breaks. The server runs the
/// operation apart from the stream and keeps what was not acknowledged, so a stream may be taken up behind the last response seen; the plan
/// itself is only ever sent again when nothing of it was answered and the server does not know the operation.
/// </summary>
internal sealed class ReattachableExecution : IAsyncDisposable
{
    // Servers end a stream after some minutes by themselves; one that ends at once, again and again, has failed.
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(1);

    private readonly SessionCalls _calls;
    private readonly ExecutePlanRequest _request;
    private readonly string? _statement;
    private readonly BackgroundRelease _release;
    private AsyncServerStreamingCall<ExecutePlanResponse>? _stream;
    private long _opened;
    private string? _lastResponseId;
    private bool _sent;
    private bool _ended;
    private bool _isLastShort;
    private int _retries;

    internal ReattachableExecution(SessionCalls calls, Plan plan, string? statement)
    {
        _calls = calls;
        _statement = statement;
        OperationId = Guid.NewGuid().ToString();
        _release = new BackgroundRelease(calls, OperationId);
        var reattach = new ExecutePlanRequest.Types.RequestOption { ReattachOptions = new ReattachOptions { Reattachable = true } };
        _request = new ExecutePlanRequest { Plan = plan, OperationId = OperationId, RequestOptions = { reattach } };
    }

    internal string OperationId { get; }

    /// <summary>The next response; null when the operation is complete.</summary>
    internal async Task<ExecutePlanResponse?> NextAsync(CancellationToken cancellation)
    {
        while (!_ended)
        {
            try
            {
                if (await ReadAsync(cancellation).ConfigureAwait(false) is not { } response)
                    continue;
                if (response.ResponseTypeCase != ExecutePlanResponse.ResponseTypeOneofCase.ResultComplete)
                    return response;
                await EndAsync().ConfigureAwait(false);
            }
            catch (RpcException error)
            {
                CloseStream();
                if (!await RecoverAsync(error, cancellation).ConfigureAwait(false))
                    throw await FailAsync(error, cancellation).ConfigureAwait(false);
            }
            catch (EdlakeException)
            {
                await StopAsync().ConfigureAwait(false);
                throw;
            }
            catch (OperationCanceledException)
            {
                await StopAsync().ConfigureAwait(false);
                throw;
            }
        }

        return null;
    }

    /// <summary>Stops the operation where it is not complete.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync().ConfigureAwait(false);
        await _release.DisposeAsync().ConfigureAwait(false);
    }

    // Null: the stream ended without the end of the operation, or was silent for too long; the next turn takes it up again.
    private async Task<ExecutePlanResponse?> ReadAsync(CancellationToken cancellation)
    {
        _stream ??= OpenStream(cancellation);
        using var silence = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        silence.CancelAfter(_calls.Options.SilenceLimit);
        try
        {
            if (await _stream.ResponseStream.MoveNext(silence.Token).ConfigureAwait(false))
                return Accept(_stream.ResponseStream.Current);
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.Cancelled && !cancellation.IsCancellationRequested)
        {
            var what = silence.IsCancellationRequested
                ? $"the server said nothing for {_calls.Options.SilenceLimit.TotalSeconds:0.###} s"
                : "the stream was cut off";
            throw new RpcException(new Status(StatusCode.Unavailable, what, error));
        }

        CloseStream();
        var wasShort = _isLastShort;
        _isLastShort = Stopwatch.GetElapsedTime(_opened) < ShortLife;
        return wasShort && _isLastShort
            ? throw new RpcException(new Status(StatusCode.Unavailable, "the server ends streams as soon as they begin"))
            : null;
    }

    private AsyncServerStreamingCall<ExecutePlanResponse> OpenStream(CancellationToken cancellation)
    {
        _opened = Stopwatch.GetTimestamp();
        if (!_sent)
        {
            _sent = true;
            return _calls.Client.ExecutePlan(_calls.Identity.Fill(_request), _calls.CallOptions(cancellation));
        }

        var request = _calls.Identity.Fill(new ReattachExecuteRequest { OperationId = OperationId });
        if (_lastResponseId is { } last)
            request.LastResponseId = last;
        return _calls.Client.ReattachExecute(request, _calls.CallOptions(cancellation));
    }

    private ExecutePlanResponse Accept(ExecutePlanResponse response)
    {
        _calls.Identity.Accept(response);
        _retries = 0;
        _isLastShort = false;
        _lastResponseId = response.ResponseId;
        _release.Until(response.ResponseId);
        return response;
    }

    private async Task<bool> RecoverAsync(RpcException error, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested)
            return false;
        var isLost = _lastResponseId is null && RetryRules.IsUnknownOperation(error);
        if (!isLost && !RetryRules.IsTransient(error))
            return false;
        if (_calls.Options.Retries.Delay(_retries++) is not { } delay)
            return false;
        if (isLost)
            _sent = false;
        await Task.Delay(delay, cancellation).ConfigureAwait(false);
        return true;
    }

    private async Task<Exception> FailAsync(RpcException error, CancellationToken cancellation)
    {
        var translated = await _calls.TranslateAsync(error, _statement, cancellation).ConfigureAwait(false);
        await StopAsync().ConfigureAwait(false);
        return translated;
    }

    private async Task EndAsync()
    {
        _ended = true;
        CloseStream();
        await _release.AllAsync().ConfigureAwait(false);
    }

    // Leaving the stream alone would let the operation run on.
    private async Task StopAsync()
    {
        if (_ended || !_sent)
            return;
        _ended = true;
        CloseStream();
        var interrupt = new InterruptRequest { InterruptType = InterruptRequest.Types.InterruptType.OperationId, OperationId = OperationId };
        await _calls.CallAsideAsync(options => _calls.Client.InterruptAsync(_calls.Identity.Fill(interrupt), options)).ConfigureAwait(false);
        await _release.AllAsync().ConfigureAwait(false);
    }

    private void CloseStream()
    {
        _stream?.Dispose();
        _stream = null;
    }
}
