using Edlake.Delta.Transactions;
using Edlake.Publishing;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sessions;

/// <summary>Runs the statements that write rows: the engine computes and stages, the transaction takes the commit in.</summary>
internal sealed class TableWriter(SqlSession session, WarehouseTransaction transaction)
{
    internal StatementResult Write(BoundStatement statement, CancellationToken cancellation)
    {
        var target = TargetOf(statement);
        var outcome = session.Engine.Write(statement, session.Context(statement), cancellation);
        if (outcome.Commit is not null)
            transaction.Stage(outcome.Commit);
        return new StatementResult(statement, AffectedRows.Of(statement, outcome)) { Write = outcome, Target = target.Name };
    }

    internal StatementResult Create(BoundCreateTableAs create, CancellationToken cancellation)
    {
        var syntax = (CreateTableStatement)create.Syntax;
        var definition = new TableDefinitions(session, transaction);
        if (!definition.MayCreate(syntax, create.Name))
            return new StatementResult(create, RowList.Nothing) { Target = create.Name };
        var table = definition.ForQuery(create, syntax);
        var outcome = session.Engine.Write(create, session.Context(create) with { NewTable = table }, cancellation);
        var commit = outcome.Commit ?? throw new InvalidOperationException("An engine made a table without a commit.");
        if (TableDefinitions.Clustering(syntax, table.Metadata) is { } clustering)
            commit = commit with { Actions = [.. commit.Actions, clustering] };
        Stage(commit, create.Name, syntax);
        return new StatementResult(create, RowList.Nothing) { Write = outcome, Target = create.Name };
    }

    private void Stage(StagedCommit commit, TableName name, CreateTableStatement syntax)
    {
        transaction.Stage(commit);
        new TableDefinitions(session, transaction).Register(name, syntax.Location);
    }

    private static TableEntry TargetOf(BoundStatement statement) => statement switch
    {
        BoundInsert insert => insert.Target,
        BoundUpdate update => update.Target,
        BoundDelete delete => delete.Target,
        BoundMerge merge => merge.Target,
        BoundCopyInto copy => copy.Target,
        _ => throw new SqlException("UNSUPPORTED_FEATURE", "0A000", $"The feature is not supported: {statement.GetType().Name}."),
    };
}
