using Edlake.Spark.Connect.Errors;
using Edlake.Spark.Connect.Protocol;
using Edlake.Spark.Connect.Sessions;
using Edlake.Spark.Connect.Types;
using Edlake.Sql.Types;

namespace Edlake.Spark.Connect.Execution;

/// <summary>Runs statements and relations in a session.</summary>
internal sealed class StatementRunner(SessionCalls calls, Relations relations)
{
    /// <summary>
    /// A command is carried out by this; of a query only the plan comes back, which is then read. Which of the two a text is, the server's
    /// answer tells.
    /// </summary>
    internal async Task<SparkResult> ExecuteAsync(SqlStatement statement, CancellationToken cancellation)
    {
        var named = new List<(string, Relation)>();
        foreach (var (name, relation) in statement.Relations)
            named.Add((name, await relations.OfAsync(relation, cancellation).ConfigureAwait(false)));
        await using var command = new Operation(calls, Plans.Of(statement, named), statement.Text, statement.Progress);
        Relation? answer = null;
        while (await command.NextAsync(cancellation).ConfigureAwait(false) is { } response)
            answer = response.SqlCommandResult?.Relation ?? answer;
        return answer switch
        {
            null => throw ConnectionErrors.Protocol("a statement without a result"),
            { LocalRelation: { } rows } => Done(rows, command),
            _ => await ReadAsync(answer, statement.Text, statement.Progress, cancellation).ConfigureAwait(false),
        };
    }

    /// <summary>Reads a relation's rows.</summary>
    internal async Task<SparkResult> ReadAsync(
        Relation relation, string? statement, IProgress<ExecutionProgress>? progress, CancellationToken cancellation)
    {
        var operation = new Operation(calls, new Plan { Root = relation }, statement, progress);
        try
        {
            var rows = new RowStream(operation);
            var schema = await rows.SchemaAsync(cancellation).ConfigureAwait(false);
            return new SparkResult(schema, rows, operation, cancellation);
        }
        catch
        {
            await operation.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs a command of the protocol that has no rows.</summary>
    internal async Task RunAsync(Plan plan, CancellationToken cancellation)
    {
        await using var operation = new Operation(calls, plan, null, null);
        await operation.RunAsync(cancellation).ConfigureAwait(false);
    }

    private static SparkResult Done(LocalRelation rows, Operation command)
    {
        if (!rows.HasData)
        {
            var columns = rows.HasSchema ? TypeSyntax.ParseSchema(rows.Schema) : new StructType([]);
            return new SparkResult(columns, [], command.Metrics, command.Observed);
        }

        var (schema, batches) = ArrowStreams.Read(rows.Data);
        return new SparkResult(ArrowTypes.SchemaOf(schema), batches, command.Metrics, command.Observed);
    }
}
