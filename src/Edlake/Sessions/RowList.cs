using Edlake.Engines;
using Edlake.Sql.Types;

namespace Edlake.Sessions;

/// <summary>A few rows that are there already: what commands answer.</summary>
public sealed class RowList(StructType schema, IReadOnlyList<object?[]> rows) : IQueryResult
{
    /// <summary>No columns, no rows.</summary>
    public static RowList Nothing { get; } = new(new StructType([]), []);

    /// <inheritdoc />
    public StructType Schema { get; } = schema;

    /// <inheritdoc />
    public IEnumerable<object?[]> Rows { get; } = rows;

    /// <inheritdoc />
    public void Dispose()
    {
        // Nothing is held open.
    }
}
