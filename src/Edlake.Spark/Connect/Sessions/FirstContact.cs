using System.Diagnostics;
using Edlake.Diagnostics;
using Edlake.Spark.Connect.Errors;
using Edlake.Spark.Connect.Protocol;
using Grpc.Core;

namespace Edlake.Spark.Connect.Sessions;

/// <summary>
/// The first call of a session. A server that is not there should be told in seconds, and a cluster that starts be waited for.
/// </summary>
internal static class FirstContact
{
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Databricks = TimeSpan.FromMinutes(10);

    // A server that has just started and took the connection needs a while for its first answer.
    private static readonly TimeSpan Answer = TimeSpan.FromMinutes(1);

    /// <summary>The server's version.</summary>
    /// <exception cref="EdlakeException">SPARK_UNREACHABLE, SPARK_ACCESS_DENIED, SPARK_VERSION_UNSUPPORTED.</exception>
    internal static async Task<string> VersionAsync(SessionCalls calls, SparkConnectionString connection, CancellationToken cancellation)
    {
        var limit = calls.Options.ConnectTimeout ?? (connection.IsDatabricks ? Databricks : Usual);
        var isGiven = calls.Options.ConnectTimeout is not null || connection.IsDatabricks;
        var clock = Stopwatch.StartNew();
        for (var retry = 0; ; retry++)
        {
            try
            {
                return await AskAsync(calls, isGiven ? limit - clock.Elapsed : Answer, cancellation).ConfigureAwait(false);
            }
            catch (RpcException error) when (
                RetryRules.IsTransient(error) && calls.Options.Retries.Delay(retry) is { } delay && clock.Elapsed + delay < limit)
            {
                await Task.Delay(delay, cancellation).ConfigureAwait(false);
            }
            catch (RpcException error)
            {
                throw await calls.TranslateAsync(error, null, cancellation).ConfigureAwait(false);
            }
        }
    }

    private static async Task<string> AskAsync(SessionCalls calls, TimeSpan limit, CancellationToken cancellation)
    {
        var request = calls.Identity.Fill(new AnalyzePlanRequest { SparkVersion = new AnalyzePlanRequest.Types.SparkVersion() });
        using var call = calls.Client.AnalyzePlanAsync(request, calls.CallOptions(cancellation, limit));
        var response = calls.Identity.Accept(await call.ResponseAsync.ConfigureAwait(false));
        return response.SparkVersion?.Version ?? throw ConnectionErrors.Protocol("a version that is missing");
    }
}
