using Edlake.Delta.Transactions;
using Edlake.Engines;
using Edlake.Sessions;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.Tests.Sessions;

/// <summary>An engine for tests of commands: it makes tables from queries without their rows, and every query gives none.</summary>
internal sealed class RowlessEngine : IEngine
{
    public string Name => "rowless";

    public string Version => "1";

    public IQueryResult Query(BoundRelation relation, StatementContext context, CancellationToken cancellation) =>
        new RowList(new StructType([.. relation.Output.Select(column => new StructField(column.Name, column.Type, column.Nullable))]), []);

    public WriteOutcome Write(BoundStatement statement, StatementContext context, CancellationToken cancellation)
    {
        if (context.NewTable is not { } table)
            return new WriteOutcome(null, [], 0);
        var transaction = Transaction.Begin(table.Base).SetMetadata(table.Metadata);
        if (table.Base.Exists)
            transaction.RemoveAll();
        return new WriteOutcome(transaction.Stage("CREATE TABLE AS SELECT", new Dictionary<string, string>(), new Dictionary<string, string>(), context.EngineInfo), [], 0);
    }

    public WriteOutcome Optimize(
        TableEntry table, (BoundTableScan Scan, BoundExpression Condition)? where, IReadOnlyList<string> orderBy, StatementContext context, CancellationToken cancellation) =>
        new(null, [], 0);

    public StructType InferFileSchema(string path, string format, IReadOnlyDictionary<string, string> options, Workspace workspace) =>
        throw new NotSupportedException("The rowless engine reads no files.");

    public void Dispose()
    {
        // It holds nothing.
    }
}
