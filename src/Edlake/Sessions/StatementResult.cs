using Edlake.Engines;
using Edlake.Sql.Binding;

namespace Edlake.Sessions;

/// <summary>What a statement gave.</summary>
/// <param name="Statement">The statement as bound.</param>
/// <param name="Rows">Its rows, to be disposed; a command without a result has none and an empty schema.</param>
public sealed record StatementResult(BoundStatement Statement, IQueryResult Rows) : IDisposable
{
    /// <summary>What it wrote, where it wrote rows.</summary>
    public WriteOutcome? Write { get; init; }

    /// <summary>The table it wrote, where it wrote one.</summary>
    public TableName? Target { get; init; }

    /// <inheritdoc />
    public void Dispose() => Rows.Dispose();
}
