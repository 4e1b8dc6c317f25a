using System.Globalization;
using System.Reflection;
using DuckDB.NET.Data;

namespace Edlake.DataGen.Tests.Truth;

/// <summary>
/// Computes silver and gold from the raw files with SQL written by hand, in an engine that shares nothing with the generator,
/// and compares with what the truth says.
/// </summary>
internal sealed class DuckDbOracle : IDisposable
{
    private static readonly Dictionary<string, string> Entities = new()
    {
        ["users"] = "users",
        ["courses"] = "courses",
        ["cohorts"] = "cohorts",
        ["sessions"] = "sessions",
        ["enrollments"] = "enrollments",
        ["payments"] = "payments",
        ["marks"] = "sessions_attended",
    };

    private readonly DuckDBConnection _connection = new("DataSource=:memory:");

    public DuckDbOracle(string folder, GeneratorFormat format, string truthFile = "")
    {
        _connection.Open();
        Execute("set timezone = 'UTC'; create table file_times (filename varchar, modified_at timestamp)");
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            var modified = File.GetLastWriteTimeUtc(file).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
            Execute($"insert into file_times values ('{file}', '{modified}')");
        }
        if (format == GeneratorFormat.Csv) LoadCsv(folder);
        else LoadJson(folder);
        Execute(Script("silver.sql"));
        Execute(Script("gold.sql"));
        Truth = truthFile;
    }

    public string Truth { get; }

    public void Dispose() => _connection.Dispose();

    public long Count(string table) => Convert.ToInt64(Scalar($"select count(*) from {table}"), CultureInfo.InvariantCulture);

    public object Scalar(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    /// <summary>The rows of a gold table as text, fields joined by a bar.</summary>
    public IEnumerable<string> Rows(string table, IEnumerable<string> columns)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"select concat_ws('|', {string.Join(", ", columns.Select(column => $"coalesce({column}::varchar, '')"))}) from {table}";
        using var reader = command.ExecuteReader();
        while (reader.Read()) yield return reader.GetString(0);
    }

    /// <summary>Rows that only one side has: <c>truth</c> or <c>data</c> and the row; empty when the two are equal.</summary>
    public IReadOnlyList<string> Difference(string table)
    {
        var columns = string.Join(", ", Columns(table).Select(column => $"row.{column.Name}::{column.Type} as {column.Name}"));
        Execute($"""
            create or replace temp table expected as
            select {columns} from (select unnest(gold.{table}.rows) as row from read_json('{Truth}', maximum_object_size = 1000000000, sample_size = -1))
            """);
        var names = string.Join(", ", Columns(table).Select(column => column.Name));
        using var command = _connection.CreateCommand();
        command.CommandText = $"""
            (select 'truth' as side, d::varchar as row from (select {names} from expected except all select {names} from {table}) as d)
            union all
            (select 'data', d::varchar from (select {names} from {table} except all select {names} from expected) as d)
            order by 2, 1 limit 20
            """;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read()) rows.Add($"{reader.GetString(0)}: {reader.GetString(1)}");
        return rows;
    }

    /// <summary>Each file by its own header, since files differ in their columns; lines that do not fit are left out.</summary>
    private void LoadCsv(string folder)
    {
        foreach (var (table, entity) in Entities)
        {
            var files = FilesOf(folder, entity, "csv").Select(file =>
            {
                var columns = string.Join(", ", File.ReadLines(file).First().Split(',').Select(column => $"'{column}': 'varchar'"));
                return $"select * from read_csv('{file}', auto_detect = false, header = true, columns = {{{columns}}}, delim = ',', quote = '\"', "
                    + "escape = '\"', strict_mode = true, ignore_errors = true, filename = true)";
            });
            Execute($"create table raw_{table} as select * from ({string.Join(" union all by name ", files)}) join file_times using (filename)");
        }
    }

    private void LoadJson(string folder)
    {
        var script = Script("raw_json.sql");
        foreach (var (table, entity) in Entities)
            script = script.Replace($"${table}", $"[{string.Join(", ", FilesOf(folder, entity, "json").Select(file => $"'{file}'"))}]", StringComparison.Ordinal);
        Execute(script);
    }

    private static IEnumerable<string> FilesOf(string folder, string entity, string extension) =>
        Directory.EnumerateFiles(folder, $"{entity}.{extension}").Concat(Directory.EnumerateFiles(folder, $"{entity}_????.{extension}")).Order();

    private List<(string Name, string Type)> Columns(string table)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = $"select column_name, data_type from information_schema.columns where table_name = '{table}' order by ordinal_position";
        using var reader = command.ExecuteReader();
        var columns = new List<(string, string)>();
        while (reader.Read()) columns.Add((reader.GetString(0), reader.GetString(1)));
        return columns;
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string Script(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        return new StreamReader(stream).ReadToEnd();
    }
}
