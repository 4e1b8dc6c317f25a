using System.Diagnostics;
using System.Text.Json;
using DuckDB.NET.Data;

namespace Edlake.Bench.Contestants;

/// <summary>The peer: three scripts written by hand, run in order by the DuckDB library that Edlake uses too.</summary>
internal static class DuckDbScripts
{
    private static readonly string[] Layers = ["bronze", "silver", "gold"];
    private static readonly string[] Entities = ["users", "courses", "cohorts", "sessions", "enrollments", "payments", "sessions_attended"];

    /// <summary>Runs them and leaves the tables and <c>statements.json</c>, each statement's seconds, in the output folder.</summary>
    public static int Run(string scripts, string raw, string output, string memory, int threads)
    {
        foreach (var layer in Layers) Directory.CreateDirectory(Path.Combine(output, layer));
        foreach (var entity in Entities) Directory.CreateDirectory(Path.Combine(output, "bronze", entity));
        raw = Path.GetFullPath(raw);
        scripts = Path.GetFullPath(scripts);
        // The scripts name their tables from the current folder, as one would who runs them from a shell.
        Environment.CurrentDirectory = output;
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        Execute(connection, $"""
            set memory_limit = '{memory}'; set threads = {threads}; set timezone = 'UTC'; set temp_directory = 'spill';
            set preserve_insertion_order = false; set variable raw_path = '{raw.Replace("'", "''", StringComparison.Ordinal)}'
            """);
        var seconds = Layers.SelectMany(layer => Statements(Path.Combine(scripts, layer + ".sql"))).Select(sql => Timed(connection, sql)).ToList();
        File.WriteAllBytes("statements.json", JsonSerializer.SerializeToUtf8Bytes(seconds));
        return 0;
    }

    private static IEnumerable<string> Statements(string script) =>
        File.ReadAllText(script).ReplaceLineEndings("\n").Split(";\n").Where(statement => statement.Trim().Length > 0);

    private static StatementTime Timed(DuckDBConnection connection, string sql)
    {
        var (watch, cpu) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        Execute(connection, sql);
        return new StatementTime(sql.Trim().Split('\n')[^1], watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
