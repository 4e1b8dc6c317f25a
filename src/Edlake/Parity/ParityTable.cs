using Edlake.Comparison;

namespace Edlake.Parity;

/// <summary>A table that both runs made.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Content">Columns and rows.</param>
/// <param name="Definition">What differs of properties, constraints, partitioning, comment, table features.</param>
/// <param name="History">What differs of the operations that made it.</param>
public sealed record ParityTable(string Name, TableComparison Content, IReadOnlyList<Difference> Definition, IReadOnlyList<Difference> History)
{
    /// <summary>Values compared: those of the larger side.</summary>
    public long Cells => Math.Max(Content.Rows.InA, Content.Rows.InB) * Content.Columns.Count;

    /// <summary>Differences of any kind.</summary>
    public long Differences => Content.Schema.Count + Content.Rows.Differences + Definition.Count + History.Count;
}
