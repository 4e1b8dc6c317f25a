using Edlake.Delta.Transactions;
using Edlake.Engines;
using Edlake.Schemas;
using Edlake.Sessions;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.Running;

/// <summary>
/// Stands for an engine while a job is only checked: a query has no rows, a write makes the table with its schema and adds none. Constants
/// and schemas of raw files are asked of the real engine, since binding depends on them.
/// </summary>
internal sealed class NoRowsEngine(EngineChoice real) : IEngine
{
    private readonly Lazy<IEngine> _real = new(real.Open);

    public string Name => real.Name;

    public string Version => real.Version;

    public IQueryResult Query(BoundRelation relation, StatementContext context, CancellationToken cancellation) =>
        relation.SelfAndDescendants().Any(part => part is BoundTableScan or BoundFileScan)
            ? new RowList(new StructType([.. relation.Output.Select(column => new StructField(column.Name, column.Type, column.Nullable))]), [])
            : _real.Value.Query(relation, context, cancellation);

    public WriteOutcome Write(BoundStatement statement, StatementContext context, CancellationToken cancellation) =>
        statement is BoundCreateTableAs && context.NewTable is { } table
            ? new WriteOutcome(Made(table, context), [], 0)
            : new WriteOutcome(Evolved(statement, context), [], 0);

    public WriteOutcome Optimize(
        TableEntry table, (BoundTableScan Scan, BoundExpression Condition)? where, IReadOnlyList<string> orderBy, StatementContext context, CancellationToken cancellation) =>
        new(null, [], 0);

    public StructType InferFileSchema(string path, string format, IReadOnlyDictionary<string, string> options, Workspace workspace) =>
        _real.Value.InferFileSchema(path, format, options, workspace);

    public void Dispose()
    {
        if (_real.IsValueCreated)
            _real.Value.Dispose();
    }

    private static StagedCommit Made(NewTable table, StatementContext context)
    {
        var transaction = Transaction.Begin(table.Base).SetMetadata(table.Metadata);
        return Stage(table.Base.Exists ? transaction.RemoveAll() : transaction, context);
    }

    private static StagedCommit? Evolved(BoundStatement statement, StatementContext context)
    {
        var (target, added) = statement switch
        {
            BoundInsert insert => (insert.Target, insert.AddedColumns),
            BoundMerge merge => (merge.Target, merge.AddedColumns),
            BoundCopyInto copy => (copy.Target, copy.AddedColumns),
            _ => (null, []),
        };
        if (target is null || added.Count == 0)
            return null;
        var snapshot = target.Snapshot();
        var schema = new Delta.Schema.StructType([.. snapshot.Schema.Fields, .. added.Select(DeltaSchema.ToDelta)]);
        return Stage(Transaction.Begin(snapshot).SetMetadata(snapshot.Metadata.WithSchema(schema)), context);
    }

    private static StagedCommit Stage(Transaction transaction, StatementContext context) =>
        transaction.Stage("CHECK", new Dictionary<string, string>(), new Dictionary<string, string>(), context.EngineInfo);
}
