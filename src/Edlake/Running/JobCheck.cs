using Edlake.Bundles;
using Edlake.Publishing;
using Edlake.Sessions;

namespace Edlake.Running;

/// <summary>A run without its last stages: reads every task's program, parses and binds each statement, and keeps what it would make known only to itself.</summary>
public sealed class JobCheck(Warehouse warehouse, EngineChoice engine)
{
    /// <summary>Checks a job. Errors are gathered, a task's first one each, in the order of the DAG.</summary>
    public JobCheckReport Check(Bundle bundle, Job job, CancellationToken cancellation)
    {
        var programs = JobRunner.Programs(bundle, job, new RunOptions(new Dictionary<string, string>(), IsFull: true, Parallelism: 1), "check", DateTimeOffset.UtcNow);
        var transaction = warehouse.Begin();
        var errors = new List<Exception>();
        var statements = 0;
        using var nothing = new NoRowsEngine(engine);
        foreach (var program in programs)
        {
            var session = new SqlSession(warehouse, () => nothing, transaction);
            session.SetParameters(program.Parameters);
            try
            {
                foreach (var statement in program.Statements)
                {
                    cancellation.ThrowIfCancellationRequested();
                    session.AddArguments(statement.Arguments);
                    session.Execute(statement.Source, cancellation).Dispose();
                    statements++;
                }
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                errors.Add(error);
            }
        }

        return new JobCheckReport(programs.Count, statements, errors);
    }
}
