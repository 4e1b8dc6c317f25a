using Edlake.Spark.Connect.Protocol;
using Edlake.Spark.Connect.Sessions;

namespace Edlake.Spark.Connect.Execution;

/// <summary>
/// Tells the server which responses it need not keep any longer, one call at a time, beside the reading; the newest says it for those
/// before.
/// </summary>
internal sealed class BackgroundRelease(SessionCalls calls, string operationId) : IAsyncDisposable
{
    private Task _running = Task.CompletedTask;

    internal void Until(string responseId)
    {
        if (!_running.IsCompleted)
            return;
        _running = ReleaseAsync(new ReleaseExecuteRequest
        {
            OperationId = operationId,
            ReleaseUntil = new ReleaseExecuteRequest.Types.ReleaseUntil { ResponseId = responseId },
        });
    }

    internal async Task AllAsync()
    {
        await _running.ConfigureAwait(false);
        var all = new ReleaseExecuteRequest { OperationId = operationId, ReleaseAll = new ReleaseExecuteRequest.Types.ReleaseAll() };
        await ReleaseAsync(all).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync() => await _running.ConfigureAwait(false);

    private Task ReleaseAsync(ReleaseExecuteRequest request) =>
        calls.CallAsideAsync(options => calls.Client.ReleaseExecuteAsync(calls.Identity.Fill(request), options));
}
