using Edlake.Spark.Connect.Protocol;
using Edlake.Spark.Connect.Sessions;
using Edlake.Spark.Connect.Types;

namespace Edlake.Spark.Connect.Execution;

/// <summary>One operation's responses, sorted: rows and relations are handed on, figures and progress are kept or told.</summary>
internal sealed class Operation(SessionCalls calls, Plan plan, string? statement, IProgress<ExecutionProgress>? progress) : IAsyncDisposable
{
    private readonly ReattachableExecution _responses = new(calls, plan, statement);
    private readonly List<OperatorMetrics> _metrics = [];
    private readonly List<ObservedMetrics> _observed = [];

    /// <summary>What the operators counted; whole when the end was reached.</summary>
    internal IReadOnlyList<OperatorMetrics> Metrics => _metrics;

    /// <summary>What observed relations counted; whole when the end was reached.</summary>
    internal IReadOnlyList<ObservedMetrics> Observed => _observed;

    /// <summary>The next response after noting what it says beside its content; null at the end.</summary>
    internal async Task<ExecutePlanResponse?> NextAsync(CancellationToken cancellation)
    {
        if (await _responses.NextAsync(cancellation).ConfigureAwait(false) is not { } response)
            return null;
        if (response.Metrics is { } metrics)
            _metrics.AddRange(metrics.Metrics_.Select(Figures));
        // The server names a relation also where it was only planned; then without figures.
        _observed.AddRange(response.ObservedMetrics.Where(observed => observed.Keys.Count > 0).Select(Observation));
        if (response.ExecutionProgress is { } now)
            progress?.Report(new ExecutionProgress([.. now.Stages.Select(Stage)], now.NumInflightTasks));
        return response;
    }

    /// <summary>Reads to the end.</summary>
    internal async Task RunAsync(CancellationToken cancellation)
    {
        while (await NextAsync(cancellation).ConfigureAwait(false) is not null)
        {
            // What counts is kept as it passes.
        }
    }

    public ValueTask DisposeAsync() => _responses.DisposeAsync();

    private static OperatorMetrics Figures(ExecutePlanResponse.Types.Metrics.Types.MetricObject metric) => new(
        metric.Name, metric.PlanId, metric.Parent,
        metric.ExecutionMetrics.ToDictionary(pair => pair.Key, pair => new MetricValue(pair.Value.Name, pair.Value.Value, pair.Value.MetricType)));

    private static ObservedMetrics Observation(ExecutePlanResponse.Types.ObservedMetrics observed) => new(
        observed.Name,
        observed.Keys.Zip(observed.Values).ToDictionary(pair => pair.First, pair => ProtocolLiterals.ValueOf(pair.Second)));

    private static StageProgress Stage(ExecutePlanResponse.Types.ExecutionProgress.Types.StageInfo stage) =>
        new(stage.StageId, stage.NumTasks, stage.NumCompletedTasks, stage.InputBytesRead, stage.Done);
}
