namespace Edlake.DuckDb.Writing;

/// <summary>A Parquet file that DuckDB has written, with what it told of it.</summary>
/// <param name="MachinePath">Absolute path.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Columns">Figures of each leaf column, by the names on the way to it.</param>
/// <param name="PartitionKeys">Partition values by physical column name, as the log has them; empty for a table without partitions.</param>
internal sealed record WrittenFile(
    string MachinePath,
    long Rows,
    long Size,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Columns,
    IReadOnlyDictionary<string, string?> PartitionKeys)
{
    /// <summary>The key of a leaf column in <see cref="Columns"/>.</summary>
    internal static string Key(IEnumerable<string> path) => string.Join('.', path.Select(Sql.Functions.PhysicalType.Quote));
}
