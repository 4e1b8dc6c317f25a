using Edlake.Delta;
using Edlake.DuckDb;
using Edlake.Engines;
using Edlake.Spark.Connect;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Tests.Engine;

/// <summary>Each kind of write, by both engines: the same rows, figures, log and answers.</summary>
[Trait("needs", "spark")]
public sealed class WriteTests(LiveSpark spark) : IDisposable
{
    // Each statement follows on those before it in its list; tables are compared after each.
    public static TheoryData<string, string[]> Scripts { get; } = new()
    {
        {
            "insert", [
                "CREATE TABLE t (a INT, b STRING DEFAULT 'none', p STRING, CONSTRAINT positive CHECK (a > 0)) PARTITIONED BY (p) TBLPROPERTIES ('delta.feature.allowColumnDefaults' = 'supported')",
                "INSERT INTO t VALUES (1, 'x', 'A'), (2, 'y', 'B'), (3, DEFAULT, 'A')",
                "INSERT INTO t (p, a) SELECT 'C', a + 10 FROM t WHERE a < 3",
                "INSERT INTO t BY NAME SELECT 'D ä/=' AS p, 20 AS a, NULL AS b",
                "INSERT INTO t SELECT 9, 'no', 'A' WHERE false",
                "INSERT INTO t REPLACE WHERE p = 'C' AND a > 11 SELECT 12, 'replaced', 'C' UNION ALL SELECT 13, 'added', 'C'",
                "INSERT OVERWRITE t PARTITION (p = 'B') SELECT 22, 'only'",
                "WITH q AS (SELECT 30 AS a, 'cte' AS b, 'E' AS p) INSERT INTO t SELECT * FROM q",
                "SET spark.sql.sources.partitionOverwriteMode = dynamic",
                "INSERT OVERWRITE t SELECT 31, 'dynamic', 'E'",
                "RESET",
                "INSERT OVERWRITE t SELECT a, b, p FROM t WHERE a > 20",
            ]
        },
        {
            "change", [
                "CREATE TABLE t (a INT, b STRING, s STRUCT<x: INT, y: STRING>)",
                "INSERT INTO t SELECT id, concat('row ', id), named_struct('x', id, 'y', 'y') FROM range(20)",
                "UPDATE t SET b = 'changed', s.x = a * 2 WHERE a % 7 = 0",
                "UPDATE t SET b = 'never' WHERE a > 100",
                "DELETE FROM t AS gone WHERE gone.a BETWEEN 3 AND 5",
                "DELETE FROM t WHERE a = 1000",
                "DECLARE VARIABLE low INT DEFAULT 15",
                "DELETE FROM t WHERE a > low",
                "UPDATE t SET a = a + 100",
                "TRUNCATE TABLE t",
            ]
        },
        {
            "merge", [
                "CREATE TABLE t (a INT NOT NULL, b STRING)",
                "CREATE TABLE s (a INT, b STRING, c DATE)",
                "INSERT INTO t VALUES (1, 'one'), (2, 'two'), (3, 'three'), (4, 'four')",
                "INSERT INTO s VALUES (2, 'TWO', DATE '2026-01-01'), (3, NULL, NULL), (9, 'NINE', DATE '2026-02-02')",
                "MERGE INTO t USING s ON t.a = s.a WHEN MATCHED AND s.b IS NULL THEN DELETE WHEN MATCHED THEN UPDATE SET t.b = s.b WHEN NOT MATCHED THEN INSERT (a, b) VALUES (s.a, lower(s.b)) WHEN NOT MATCHED BY SOURCE AND t.a = 4 THEN UPDATE SET b = 'left'",
                "MERGE INTO t USING (SELECT * FROM s WHERE a > 100) AS s ON t.a = s.a WHEN MATCHED THEN DELETE",
                "MERGE WITH SCHEMA EVOLUTION INTO t AS x USING s ON x.a = s.a WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *",
                "MERGE INTO t USING s ON t.a = s.a WHEN NOT MATCHED BY SOURCE THEN DELETE",
                "MERGE INTO t USING read_files('{raw}', format => 'csv', header => true, schema => 'a INT, b STRING') AS r ON t.a = r.a WHEN MATCHED AND r._metadata.file_size > 1 THEN UPDATE SET b = r._metadata.file_name WHEN NOT MATCHED THEN INSERT (a, b) VALUES (r.a, _metadata.file_name)",
            ]
        },
        {
            "create", [
                "CREATE TABLE s AS SELECT id AS a, CAST(id AS DECIMAL(10, 2)) / 3 AS d, array(id, NULL) AS l, map('k', id) AS m, named_struct('f', id) AS r, current_date() AS day, timestamp_ntz'2026-01-01' AS n FROM range(5)",
                "CREATE TABLE t PARTITIONED BY (p) COMMENT 'a comment' TBLPROPERTIES ('mine' = 'kept') AS SELECT a, d, a % 2 AS p FROM s",
                "CREATE OR REPLACE TABLE t AS SELECT sum(a) AS total, avg(d) AS mean FROM t",
                "CREATE TABLE IF NOT EXISTS t AS SELECT 1 AS other",
                "INSERT WITH SCHEMA EVOLUTION INTO t BY NAME SELECT 7L AS total, 'new' AS extra",
                "INSERT INTO s SELECT * FROM s VERSION AS OF 0",
            ]
        },
        {
            "copy", [
                "CREATE TABLE t (a INT, b STRING)",
                "COPY INTO t FROM (SELECT a::INT AS a, b FROM '{raw}') FILEFORMAT = CSV FORMAT_OPTIONS ('header' = 'true', 'schema' = 'a STRING, b STRING')",
                "COPY INTO t FROM (SELECT a::INT AS a, b FROM '{raw}') FILEFORMAT = CSV FORMAT_OPTIONS ('header' = 'true', 'schema' = 'a STRING, b STRING')",
                "COPY INTO t FROM '{raw}' FILEFORMAT = CSV FORMAT_OPTIONS ('header' = 'true', 'schema' = 'a INT, b STRING') COPY_OPTIONS ('force' = 'true')",
                "COPY INTO t FROM (SELECT *, _metadata.file_name AS f FROM '{raw}' WHERE a > 1) FILEFORMAT = CSV FORMAT_OPTIONS ('header' = 'true', 'schema' = 'a INT, b STRING') COPY_OPTIONS ('force' = 'true', 'mergeSchema' = 'true')",
            ]
        },
        {
            "deletion vectors", [
                "CREATE TABLE t (a BIGINT, b STRING) TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')",
                "INSERT INTO t SELECT id, 'x' FROM range(1000)",
                "DELETE FROM t WHERE a % 100 = 5",
                "UPDATE t SET b = 'u' WHERE a < 10",
                "DELETE FROM t WHERE a % 100 = 6",
            ]
        },
    };

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Both_engines_make_the_same_of(string name, string[] script)
    {
        using var embedded = Embedded("a");
        using var own = Spark("b");
        var differences = new List<string>();
        _folder.Write("raw/one.csv", "a,b\n1,x\n2,y\n");
        _folder.Write("raw/two.csv", "a,b\n3,\"a \"\"z\"\"\"\n");
        foreach (var sql in script.Select(line => line.Replace("{raw}", $"file:{_folder.In("raw")}", StringComparison.Ordinal)))
        {
            void Compare(string what, Func<EngineSide, string> of)
            {
                var (left, right) = (of(embedded), of(own));
                if (left != right)
                    differences.Add($"{name}: {sql}\n{what}, embedded:\n{left}\n{what}, Spark:\n{right}");
            }

            Compare("answer", side => side.Run(sql, TestContext.Current.CancellationToken) is var (rows, figures) && !sql.StartsWith("OPTIMIZE", StringComparison.Ordinal) ? $"{rows}\n{figures}" : "");
            foreach (var table in new[] { "t", "s" }.Where(table => DeltaTable.Exists(Path.Combine(embedded.Workspace.WarehouseRoot, table))))
            {
                Compare($"log of {table}", side => side.Log(table));
                Assert.Equal(Rows(embedded, embedded, table), Rows(embedded, own, table));
            }
        }

        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
    }

    // Not one of the scripts: the embedded engine writes files anew where Spark marks rows, and so has nothing to optimize.
    [Fact]
    public void Optimize_takes_rows_that_deletion_vectors_hide_out_of_the_files()
    {
        using var own = Spark("b");
        own.Run("CREATE TABLE t (a BIGINT) TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')", CancellationToken.None);
        own.Run("INSERT INTO t SELECT id FROM range(1000)", CancellationToken.None);
        own.Run("DELETE FROM t WHERE a % 100 = 5", CancellationToken.None);
        var table = DeltaTable.Open(Path.Combine(own.Workspace.WarehouseRoot, "t"));
        Assert.Contains(table.Latest().Files, file => file.DeletionVector is not null);

        own.Run("OPTIMIZE t", CancellationToken.None);

        Assert.DoesNotContain(table.Latest().Files, file => file.DeletionVector is not null);
        Assert.Equal(990, table.Latest().RecordCount);
        Assert.StartsWith("version 3", own.Log("t"), StringComparison.Ordinal);
        Assert.Contains("3 OPTIMIZE", own.Log("t"), StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_written_by_one_are_read_and_written_by_the_other()
    {
        var root = _folder.In("shared");
        for (var round = 0; round < 2; round++)
        {
            using (var embedded = new EngineSide(root, DuckDb(root)))
            {
                if (round == 0)
                    embedded.Run("CREATE TABLE t (a INT, who STRING) TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')", CancellationToken.None);
                embedded.Run($"INSERT INTO t VALUES ({(round * 10) + 1}, 'embedded'), ({(round * 10) + 2}, 'embedded')", CancellationToken.None);
                embedded.Run("UPDATE t SET a = a + 100 WHERE who = 'spark'", CancellationToken.None);
            }

            using var own = new EngineSide(root, new SparkEngine(SparkConnectionString.Parse(spark.Address)));
            own.Run($"INSERT INTO t VALUES ({(round * 10) + 3}, 'spark'), ({(round * 10) + 4}, 'spark')", CancellationToken.None);
            own.Run($"DELETE FROM t WHERE a = {(round * 10) + 2}", CancellationToken.None);
        }

        using var last = new EngineSide(root, DuckDb(root));
        Assert.Equal("1,embedded | 11,embedded | 13,spark | 14,spark | 103,spark | 104,spark", last.Run("SELECT * FROM t ORDER BY a", CancellationToken.None).Rows);
    }

    [Fact]
    public void A_statement_that_fails_leaves_nothing_and_says_where_in_the_users_text()
    {
        using var own = Spark("b");
        own.Run("CREATE TABLE t (a INT, CONSTRAINT small CHECK (a < 100))", CancellationToken.None);
        own.Run("INSERT INTO t SELECT id FROM range(10)", CancellationToken.None);
        var before = Files(own);

        var failed = Assert.Throws<SqlException>(() => own.Session.Execute(new SourceText("INSERT INTO default.t\nSELECT a +\n  CAST(concat('x', a) AS INT)\nFROM default.t", "job.sql", 7), CancellationToken.None));
        Assert.Equal("CAST_INVALID_INPUT", failed.ErrorClass);
        Assert.Equal(("job.sql", 9, 3), (failed.Position!.File, failed.Position.Line, failed.Position.Column));
        var broken = Assert.Throws<SqlException>(() => own.Run("UPDATE t SET a = a * 50", CancellationToken.None));
        Assert.Equal("DELTA_VIOLATE_CONSTRAINT_WITH_VALUES", broken.ErrorClass);
        Assert.DoesNotContain("shadow", broken.Message, StringComparison.Ordinal);
        Assert.Equal(before, Files(own));
        Assert.Equal(1, DeltaTable.Open(Path.Combine(own.Workspace.WarehouseRoot, "t")).Latest().Version);
    }

    [Fact]
    public void A_write_that_is_cancelled_leaves_nothing()
    {
        using var own = Spark("b");
        own.Run("CREATE TABLE t (a BIGINT)", CancellationToken.None);
        var before = Files(own);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(8));
        Assert.ThrowsAny<OperationCanceledException>(() => own.Run("INSERT INTO t SELECT id FROM range(1000000000000) WHERE sqrt(id) < 0", cancellation.Token));
        Assert.Equal(before, Files(own));
        Assert.Equal("1", own.Run("SELECT 1", CancellationToken.None).Rows);
    }

    public void Dispose() => _folder.Dispose();

    private static string Rows(EngineSide reader, EngineSide side, string table) =>
        string.Join('\n', reader.Run($"SELECT * FROM delta.`{Path.Combine(side.Workspace.WarehouseRoot, table)}`", CancellationToken.None).Rows.Split(" | ").Order(StringComparer.Ordinal));

    private static IReadOnlyList<string> Files(EngineSide side) =>
        [.. Directory.EnumerateFiles(side.Workspace.Root, "*", SearchOption.AllDirectories).Where(file => file.EndsWith(".parquet", StringComparison.Ordinal) || file.Contains("shadow", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static DuckDbEngine DuckDb(string root) => new(new EngineSettings(null, 1, Path.Combine(root, ".edlake", "spill")));

    private EngineSide Embedded(string name) => new(_folder.In(name), DuckDb(_folder.In(name)));

    private EngineSide Spark(string name) => new(_folder.In(name), new SparkEngine(SparkConnectionString.Parse(spark.Address)));
}
