using System.Diagnostics;
using System.Text.Json;

namespace Edlake.DuckDb.Tests.Writing;

/// <summary>A real Spark opens tables that each kind of write has left, and sees the same rows and columns.</summary>
[Trait("needs", "spark")]
public sealed class SparkReadsTests : IDisposable
{
    private const string AllTypes =
        "i INT, l BIGINT, sh SMALLINT, by TINYINT, d DECIMAL(10,2), big DECIMAL(38,4), f FLOAT, g DOUBLE, s STRING, b BOOLEAN, dt DATE, ts TIMESTAMP, n TIMESTAMP_NTZ, x BINARY, a ARRAY<INT>, m MAP<STRING, INT>, r STRUCT<u: INT, v: STRING>";

    private static readonly (string Table, string Query)[] Queries =
    [
        ("types", "SELECT i, l, sh, by, d, big, f, g, s, b, dt, CAST(ts AS STRING), CAST(n AS STRING), hex(x), a[0], m['k'], r.v FROM {0} ORDER BY i"),
        ("types", "SELECT count(*) FROM {0} WHERE ts >= TIMESTAMP'2026-01-31 10:00:00.123456' AND s >= 'a' AND big > 0 AND dt = DATE'2026-01-31'"),
        ("partitioned", "SELECT id, p, CAST(ts AS STRING), d FROM {0} ORDER BY id"),
        ("partitioned", "SELECT count(*) FROM {0} WHERE p IS NULL OR ts = TIMESTAMP'2026-01-31 10:00:00.5'"),
        ("made", "SELECT count(*), sum(id), min(s), max(s) FROM {0}"),
        ("changed", "SELECT * FROM {0} ORDER BY id"),
        ("evolved", "SELECT * FROM {0} ORDER BY id"),
        ("packed", "SELECT * FROM {0} ORDER BY id"),
        ("loaded", "SELECT * FROM {0} ORDER BY id"),
    ];

    private readonly TestWorkspace _workspace = new();

    [Fact]
    public void Every_kind_of_write_gives_a_table_that_Spark_reads_alike()
    {
        var spark = RepositoryRoot.Shared("spark") ?? throw new InvalidOperationException(Skip("needs ../shared/spark"));
        if (!HasJava())
            Assert.Skip("needs Java");
        Write();
        var script = string.Join(";\n", Queries.Select(query => string.Format(null, query.Query, $"delta.`{_workspace.TableFolder(query.Table)}`")));
        var answers = Run(Path.Combine(spark, "sql"), script);
        Assert.Equal(Queries.Length, answers.Count);
        foreach (var ((table, query), answer) in Queries.Zip(answers))
            Assert.Equal(_workspace.Rows(string.Format(null, query, table)), Rows(answer, query));
    }

    public void Dispose() => _workspace.Dispose();

    private static string Skip(string reason)
    {
        Assert.Skip(reason);
        return reason;
    }

    private void Write()
    {
        _workspace.Raw("a.csv", "id,s\n1,x\n2\n");
        _workspace.Run(
            $"CREATE TABLE types ({AllTypes})",
            "INSERT INTO types VALUES (1, 2, 3, 4, 3.45, 1234567890.1234, 1.5, 2.5, 'é', true, DATE'2026-01-31', TIMESTAMP'2026-01-31 10:00:00.123456', TIMESTAMP_NTZ'2026-01-31 10:00:00', X'00FF', array(1, NULL), map('k', 1), named_struct('u', 1, 'v', 'w'))",
            "INSERT INTO types (i) VALUES (2)",
            "CREATE TABLE partitioned (id INT, p STRING, ts TIMESTAMP, d DATE) PARTITIONED BY (p, ts, d)",
            "INSERT INTO partitioned VALUES (1, 'a/b c=%é', TIMESTAMP'2026-01-31 10:00:00.5', DATE'2026-01-31'), (2, NULL, NULL, NULL)",
            "CREATE TABLE made AS SELECT id, CAST(id AS STRING) AS s FROM range(100000)",
            "CREATE TABLE changed (id INT, s STRING)",
            "INSERT INTO changed VALUES (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd')",
            "UPDATE changed SET s = 'u' WHERE id = 1",
            "DELETE FROM changed WHERE id = 2",
            "MERGE INTO changed USING (VALUES (3, 'm'), (9, 'i')) AS s (id, s) ON changed.id = s.id WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *",
            "INSERT INTO changed REPLACE WHERE id = 4 VALUES (4, 'r')",
            "CREATE TABLE evolved (id INT)",
            "INSERT INTO evolved VALUES (1)",
            "INSERT WITH SCHEMA EVOLUTION INTO evolved BY NAME SELECT 2 AS id, 'n' AS fresh",
            "CREATE TABLE packed (id INT)",
            "INSERT INTO packed VALUES (1)",
            "INSERT INTO packed VALUES (2)",
            "CREATE TABLE loaded (id STRING, s STRING)",
            "COPY INTO loaded FROM 'dbfs:/raw' FILEFORMAT = CSV FORMAT_OPTIONS ('header' = 'true')");
        Assert.NotNull(_workspace.Optimize("packed").Commit);
    }

    private static bool HasJava()
    {
        try
        {
            using var java = Process.Start(new ProcessStartInfo("java", "-version") { RedirectStandardError = true });
            java!.WaitForExit();
            return java.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // There is no such program.
        }
    }

    private static List<JsonElement> Run(string program, string script)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        start.Environment["SPARK_MEMORY"] = "2g";
        using var process = Process.Start(start)!;
        process.StandardInput.Write(script);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }

    private static string[] Rows(JsonElement answer, string query)
    {
        Assert.True(answer.TryGetProperty("rows", out var rows), $"{query}: {answer}");
        return [.. rows.EnumerateArray().Select(row => string.Join('|', row.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.Null ? "NULL" : value.GetString()))).Order(StringComparer.Ordinal)];
    }
}
