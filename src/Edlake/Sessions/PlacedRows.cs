using Edlake.Engines;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Sessions;

/// <summary>A query's rows whose errors, which arise while they are read, carry the statement's position.</summary>
internal sealed class PlacedRows(IQueryResult rows, SourceText source) : IQueryResult
{
    /// <inheritdoc />
    public StructType Schema => rows.Schema;

    /// <inheritdoc />
    public IEnumerable<object?[]> Rows
    {
        get
        {
            using var row = rows.Rows.GetEnumerator();
            while (Next(row))
                yield return row.Current;
        }
    }

    /// <inheritdoc />
    public void Dispose() => rows.Dispose();

    private bool Next(IEnumerator<object?[]> row)
    {
        try
        {
            return row.MoveNext();
        }
        catch (Exception error) when (StatementErrors.Placed(error, source) is { } placed)
        {
            throw placed;
        }
    }
}
