namespace Edlake.Running;

/// <summary>What a task's last statement answered, when it is a query: what Databricks shows as the task's output.</summary>
/// <param name="Columns">Names.</param>
/// <param name="Rows">The first rows, as text; null for NULL.</param>
public sealed record TaskOutput(IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows)
{
    /// <summary>At most so many rows are kept.</summary>
    public const int MostRows = 50;
}
