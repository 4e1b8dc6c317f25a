using Edlake.Engines;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Tests.Parity;

/// <summary>An engine that does what another does, but miscounts rows, and when its run has been published does something more.</summary>
internal sealed class MeddlingEngine(IEngine inner, Func<WriteOutcome, WriteOutcome> miscount, Action afterwards) : IEngine
{
    private bool _hasWritten;

    public string Name => "meddling";

    public string Version => inner.Version;

    public IQueryResult Query(BoundRelation relation, StatementContext context, CancellationToken cancellation) => inner.Query(relation, context, cancellation);

    public WriteOutcome Write(BoundStatement statement, StatementContext context, CancellationToken cancellation)
    {
        _hasWritten = true;
        return miscount(inner.Write(statement, context, cancellation));
    }

    public WriteOutcome Optimize(
        TableEntry table, (BoundTableScan Scan, BoundExpression Condition)? where, IReadOnlyList<string> orderBy, StatementContext context, CancellationToken cancellation) =>
        inner.Optimize(table, where, orderBy, context, cancellation);

    public StructType InferFileSchema(string path, string format, IReadOnlyDictionary<string, string> options, Workspace workspace) =>
        inner.InferFileSchema(path, format, options, workspace);

    public void Dispose()
    {
        inner.Dispose();

        // The certificate also opens it to ask a question, which is no run.
        if (_hasWritten)
            afterwards();
    }
}
