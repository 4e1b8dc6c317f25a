using Edlake.Engines;
using Edlake.Spark.Connect;
using Edlake.Spark.Reading;
using Edlake.Spark.Shadows;
using Edlake.Spark.Statements;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Execution;

/// <summary>One statement at work: its session, what Spark knows its relations by, and the texts that are sent.</summary>
internal sealed class StatementRun : IDisposable
{
    private readonly SessionPool _pool;
    private readonly PooledSession _session;
    private bool _isSound = true;

    private StatementRun(SessionPool pool, PooledSession session, StatementContext context, ShadowFolder folder, ReadShadows shadows, CancellationToken cancellation)
    {
        (_pool, _session, Context, Folder, Cancellation) = (pool, session, context, folder, cancellation);
        Statement = context.Statement ?? throw new ArgumentException("The context lacks the statement, whose text Spark is to be sent.", nameof(context));
        Relations = new StatementRelations(shadows, folder, context.EngineInfo);
        Text = new StatementText(Relations);
        Sources = new StatementSources(this);
    }

    internal StatementContext Context { get; }

    internal BoundStatement Statement { get; }

    internal CancellationToken Cancellation { get; }

    internal ShadowFolder Folder { get; }

    internal StatementRelations Relations { get; }

    internal StatementText Text { get; }

    internal StatementSources Sources { get; }

    internal SparkConnectSession Session => _session.Session;

    /// <summary>Takes a session and sets it as the statement's.</summary>
    internal static StatementRun Begin(SessionPool pool, StatementContext context, ShadowFolder folder, ReadShadows shadows, bool evolves, CancellationToken cancellation)
    {
        var session = pool.TakeAsync(cancellation).GetAwaiter().GetResult();
        var run = new StatementRun(pool, session, context, folder, shadows, cancellation);
        try
        {
            session.ApplyAsync(SessionSettings.Of(context.Session, evolves, run.Statement.MostFiles()), cancellation).GetAwaiter().GetResult();
            return run;
        }
        catch
        {
            run._isSound = false;
            run.Dispose();
            throw;
        }
    }

    /// <summary>Sends a query and gives its answer. Errors are at the user's own place.</summary>
    internal SparkResult Execute(SourceText query)
    {
        Sources.Files.MakeViews();
        return Guarded(query, () => Session.ExecuteAsync(Sent(query), Cancellation));
    }

    /// <summary>Sends a query for the sake of what it counts.</summary>
    internal void Count(SourceText query)
    {
        Sources.Files.MakeViews();
        Sources.Files.Note(Guarded(query, () => Session.RunAsync(Sent(query), Cancellation)).Observed);
    }

    /// <summary>Sends a write, reads its answer to the end, and gives what it counted.</summary>
    internal SparkResult Run(SourceText text)
    {
        var sent = Sent(text);
        if (Session.TakesRelations)
            sent = sent with { Relations = Sources.Files.Relations };
        else
            Sources.Files.MakeViews();
        var result = Guarded(text, () => Session.RunAsync(sent, Cancellation));
        Sources.Files.Note(result.Observed);
        return result;
    }

    /// <summary>Waits for an answer to a text; errors are at the user's own place.</summary>
    internal T Guarded<T>(SourceText text, Func<Task<T>> ask)
    {
        try
        {
            return ask().GetAwaiter().GetResult();
        }
        catch (Exception error) when (Placed(error, text) is { } placed)
        {
            throw placed;
        }
    }

    /// <summary>An error of a text that was sent, at the user's own place; null for one that is to pass as it is.</summary>
    internal Exception? Placed(Exception error, SourceText text)
    {
        _isSound &= error is SqlException;
        if (error is SqlException raised && RaisedErrors.Of(raised) is { } own)
            return Sources.Files.Placed(own);
        return error is SqlException { Position: null } sql ? StatementErrors.Placed(sql, text, Relations.Names) : null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _pool.GiveBackAsync(_session, _isSound).GetAwaiter().GetResult();
    }

    private SqlStatement Sent(SourceText text) => new(text.Text) { Progress = Progress() };

    private IProgress<ExecutionProgress>? Progress() => Context.Progress is { } listener ? new ProgressShare(listener) : null;

    // System.Progress posts to a synchronization context, which would let reports arrive after the statement's end.
    private sealed class ProgressShare(IProgress<EngineProgress> listener) : IProgress<ExecutionProgress>
    {
        public void Report(ExecutionProgress value) =>
            listener.Report(new EngineProgress(value.Tasks > 0 ? Math.Min(1, (double)value.CompletedTasks / value.Tasks) : null, null));
    }
}
