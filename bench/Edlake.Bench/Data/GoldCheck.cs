using System.Text;
using DuckDB.NET.Data;
using Edlake.DataGen.Truth;

namespace Edlake.Bench.Data;

/// <summary>Compares gold tables, wherever they lie as Parquet, with the truth: a contestant that is fast and wrong has not run.</summary>
internal static class GoldCheck
{
    /// <summary>The tables that differ, each with what was found and expected; empty when all are right.</summary>
    /// <param name="truth">What must be there.</param>
    /// <param name="filesOf">The Parquet files of a gold table.</param>
    public static IReadOnlyList<string> Differences(GoldTruth truth, Func<string, IReadOnlyList<string>> filesOf)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        return [.. truth.Tables.Select(table => Difference(connection, table, filesOf(table.Name))).OfType<string>()];
    }

    private static string? Difference(DuckDBConnection connection, TableTruth table, IReadOnlyList<string> files)
    {
        var text = string.Join(" || '|' || ", table.HashedColumns.Select(column => $"coalesce({TextOf(column)}, '')"));
        var list = string.Join(", ", files.Select(file => $"'{file.Replace("'", "''", StringComparison.Ordinal)}'"));
        using var command = connection.CreateCommand();
        command.UseStreamingMode = true;
        command.CommandText = $"set timezone = 'UTC'; select {text} from read_parquet([{list}])";
        using var reader = command.ExecuteReader();
        long rows = 0, hash = 0;
        for (; reader.Read(); rows++) hash += Crc32.Of(Encoding.UTF8.GetBytes(reader.GetString(0)));
        return rows == table.RowCount && hash == table.RowHash
            ? null
            : $"{table.Name}: {rows} rows with hash {hash}, must be {table.RowCount} with {table.RowHash}";
    }

    /// <summary>An instant with a time zone is shown with its offset otherwise.</summary>
    private static string TextOf(string column) =>
        column.EndsWith("_at", StringComparison.Ordinal) ? $"{column}::timestamp::varchar" : $"{column}::varchar";
}
