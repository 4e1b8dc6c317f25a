using Edlake.Sql.Diagnostics;

namespace Edlake.DuckDb.Tests.Writing;

public sealed class WriteTests : IDisposable
{
    private readonly TestWorkspace _workspace = new();

    [Fact]
    public void Rows_come_back_as_they_were_inserted()
    {
        _workspace.Run(
            "CREATE TABLE t (i INT, l BIGINT, d DECIMAL(10,2), f DOUBLE, s STRING, b BOOLEAN, dt DATE, ts TIMESTAMP, n TIMESTAMP_NTZ, x BINARY, a ARRAY<INT>, m MAP<STRING, INT>, r STRUCT<u: INT, v: STRING>)",
            "INSERT INTO t VALUES (1, 2, 3.45, 1.5, 'é', true, DATE'2026-01-31', TIMESTAMP'2026-01-31 10:00:00.123456', TIMESTAMP_NTZ'2026-01-31 10:00:00', X'00FF', array(1, NULL), map('k', 1), named_struct('u', 1, 'v', 'w')), (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)");
        Assert.Equal("NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL|NULL", _workspace.Rows("SELECT * FROM t WHERE i IS NULL").Single());
        Assert.Equal(
            ["1|2|3.45|1.5|é|true|2026-01-31|2026-01-31T10:00:00.123456Z|2026-01-31T10:00|00ff"],
            _workspace.Rows("SELECT i, l, d, f, s, b, dt, ts, n, x FROM t WHERE i = 1"));
        Assert.Equal(["1|3.45|2026-01-31T10:00:00.123456Z|1"], _workspace.Rows("SELECT i, d, ts, r.u FROM t WHERE m['k'] = 1 AND a[0] = 1"));
    }

    [Fact]
    public void Both_zeros_of_a_floating_number_keep_their_signs()
    {
        _workspace.Run(
            "CREATE TABLE t (id INT, d DOUBLE, f FLOAT, a ARRAY<DOUBLE>, m MAP<STRING, FLOAT>, r STRUCT<u: DOUBLE>)",
            "INSERT INTO t SELECT id, z, CAST(z AS FLOAT), array(z), map('k', CAST(z AS FLOAT)), named_struct('u', z) FROM (SELECT id, IF(id % 3 = 0, -0.0D, 0.0D) AS z FROM range(3000))");
        Assert.Equal(
            ["1000|-0.0|-0.0|-0.0|-0.0|-0.0", "2000|0.0|0.0|0.0|0.0|0.0"],
            _workspace.Rows("SELECT count(*) AS n, CAST(d AS STRING) AS d, CAST(f AS STRING) AS f, CAST(a[0] AS STRING) AS a, CAST(m['k'] AS STRING) AS m, CAST(r.u AS STRING) AS u FROM t GROUP BY ALL"));
    }

    [Fact]
    public void Statistics_are_what_Spark_would_write()
    {
        _workspace.Run(
            "CREATE TABLE t (i INT, s STRING, ts TIMESTAMP, f DOUBLE, r STRUCT<u: INT>)",
            "INSERT INTO t VALUES (1, 'a', TIMESTAMP'2026-01-31 10:00:00.123999', 1.5, named_struct('u', 7)), (2, repeat('z', 40), TIMESTAMP'2026-02-01 00:00:00', double('NaN'), NULL), (NULL, NULL, NULL, NULL, NULL)");
        Assert.Equal(
            """{"numRecords":3,"minValues":{"i":1,"s":"a","ts":"2026-01-31T10:00:00.123Z","r":{"u":7}},"maxValues":{"i":2,"s":"zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz","ts":"2026-02-01T00:00:00.000Z","r":{"u":7}},"nullCount":{"i":1,"s":1,"ts":1,"f":1,"r":{"u":2}}}""",
            _workspace.Snapshot("t").Files.Single().Stats!.Replace("\\u007F", "", StringComparison.Ordinal));
    }

    [Fact]
    public void A_table_made_by_a_query_has_its_rows_and_replacing_it_takes_the_old_ones_out()
    {
        var made = _workspace.Run("CREATE TABLE t AS SELECT id, CAST(id AS STRING) AS s FROM range(10)")!;
        Assert.Equal((10, 0), (made.RowsWritten, made.RowsDeleted));
        var replaced = _workspace.Run("CREATE OR REPLACE TABLE t AS SELECT 'x' AS only")!;
        Assert.Equal((1, 10), (replaced.RowsWritten, replaced.RowsDeleted));
        Assert.Equal(["x"], _workspace.Rows("SELECT * FROM t"));
        Assert.Equal(["0|0", "9|9"], _workspace.Rows("SELECT * FROM t VERSION AS OF 0 WHERE id IN (0, 9)"));
    }

    [Fact]
    public void An_overwrite_replaces_all_rows_and_one_with_a_condition_those_it_covers()
    {
        _workspace.Run("CREATE TABLE t (id INT, p STRING) PARTITIONED BY (p)", "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'b'), (4, NULL)");
        var outcome = _workspace.Run("INSERT INTO t REPLACE WHERE p = 'b' VALUES (5, 'b')")!;
        Assert.Equal((1, 2), (outcome.RowsWritten, outcome.RowsDeleted));
        Assert.Equal(["1|a", "4|NULL", "5|b"], _workspace.Rows("SELECT * FROM t"));
        _workspace.Run("INSERT OVERWRITE t PARTITION (p = 'a') VALUES (9)");
        Assert.Equal(["4|NULL", "5|b", "9|a"], _workspace.Rows("SELECT * FROM t"));
        _workspace.Run("INSERT OVERWRITE t VALUES (7, 'z')");
        Assert.Equal(["7|z"], _workspace.Rows("SELECT * FROM t"));
    }

    [Fact]
    public void Rows_outside_the_replaced_range_are_refused()
    {
        _workspace.Run("CREATE TABLE t (id INT)");
        var error = Assert.Throws<SqlException>(() => _workspace.Run("INSERT INTO t REPLACE WHERE id > 5 VALUES (1)"));
        Assert.Equal("DELTA_REPLACE_WHERE_MISMATCH", error.ErrorClass);
    }

    [Fact]
    public void A_delete_removes_whole_files_and_rewrites_the_others()
    {
        _workspace.Run("CREATE TABLE t (id INT)", "INSERT INTO t VALUES (1), (2)", "INSERT INTO t VALUES (3), (4)", "INSERT INTO t VALUES (5)");
        var outcome = _workspace.Run("DELETE FROM t WHERE id IN (3, 4, 5)")!;
        Assert.Equal((3, 0, 2), (outcome.RowsDeleted, outcome.Commit!.Added.Count(), outcome.Commit.Removed.Count()));
        outcome = _workspace.Run("DELETE FROM t WHERE id = 1")!;
        Assert.Equal((1, 1, 1), (outcome.RowsDeleted, outcome.Commit!.Added.Count(), outcome.Commit.Removed.Count()));
        Assert.Equal(["2"], _workspace.Rows("SELECT * FROM t"));
        Assert.Null(_workspace.Run("DELETE FROM t WHERE id = 77")!.Commit);
        Assert.Equal(1, _workspace.Run("DELETE FROM t")!.RowsDeleted);
        Assert.Empty(_workspace.Rows("SELECT * FROM t"));
    }

    [Fact]
    public void An_update_changes_its_rows_and_leaves_the_files_without_one_alone()
    {
        _workspace.Run("CREATE TABLE t (id INT, s STRING)", "INSERT INTO t VALUES (1, 'a'), (2, NULL)", "INSERT INTO t VALUES (3, 'c')");
        var outcome = _workspace.Run("UPDATE t SET s = concat(id, '!'), id = id + 10 WHERE id < 3 AND s IS NULL")!;
        Assert.Equal((1, 1, 1), (outcome.RowsUpdated, outcome.RowsWritten, outcome.Commit!.Removed.Count()));
        Assert.Equal(["12|2!", "1|a", "3|c"], _workspace.Rows("SELECT * FROM t"));
        Assert.Null(_workspace.Run("UPDATE t SET s = 'q' WHERE id = 77")!.Commit);
    }

    [Fact]
    public void A_merge_updates_deletes_and_inserts_and_counts_each()
    {
        _workspace.Run("CREATE TABLE t (id INT, s STRING)", "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')", "INSERT INTO t VALUES (4, 'd')");
        var outcome = _workspace.Run("""
            MERGE INTO t USING (VALUES (1, 'A'), (2, NULL), (9, 'i'), (8, NULL)) AS s (id, s) ON t.id = s.id
            WHEN MATCHED AND s.s IS NULL THEN DELETE
            WHEN MATCHED THEN UPDATE SET *
            WHEN NOT MATCHED AND s.s IS NOT NULL THEN INSERT *
            """)!;
        Assert.Equal((2, 1, 1), (outcome.RowsWritten, outcome.RowsUpdated, outcome.RowsDeleted));
        Assert.Equal(["1|A", "3|c", "4|d", "9|i"], _workspace.Rows("SELECT * FROM t"));
        Assert.Equal((1, 1), (outcome.Commit!.Removed.Count(), outcome.Commit.Added.Count()));
    }

    [Fact]
    public void A_merge_acts_on_rows_without_a_partner()
    {
        _workspace.Run("CREATE TABLE t (id INT, s STRING)", "INSERT INTO t VALUES (1, 'a'), (2, 'b'), (3, 'c')");
        _workspace.Run("""
            MERGE INTO t USING (VALUES (1)) AS s (id) ON t.id = s.id
            WHEN MATCHED THEN UPDATE SET s = 'hit'
            WHEN NOT MATCHED BY SOURCE AND t.id = 2 THEN DELETE
            WHEN NOT MATCHED BY SOURCE THEN UPDATE SET s = 'gone'
            """);
        Assert.Equal(["1|hit", "3|gone"], _workspace.Rows("SELECT * FROM t"));
    }

    [Fact]
    public void Several_source_rows_for_one_target_row_are_an_error_unless_they_delete_it()
    {
        _workspace.Run("CREATE TABLE t (id INT)", "INSERT INTO t VALUES (1), (2)");
        var error = Assert.Throws<SqlException>(() => _workspace.Run("MERGE INTO t USING (VALUES (1), (1)) AS s (id) ON t.id = s.id WHEN MATCHED THEN UPDATE SET id = 5"));
        Assert.Equal("DELTA_MULTIPLE_SOURCE_ROW_MATCHING_TARGET_ROW_IN_MERGE", error.ErrorClass);
        _workspace.Run("MERGE INTO t USING (VALUES (1), (1)) AS s (id) ON t.id = s.id WHEN MATCHED THEN DELETE");
        Assert.Equal(["2"], _workspace.Rows("SELECT * FROM t"));
        Assert.Null(_workspace.Run("MERGE INTO t USING (VALUES (7)) AS s (id) ON t.id = s.id WHEN MATCHED THEN DELETE")!.Commit);
    }

    [Fact]
    public void Broken_promises_stop_the_write_and_leave_no_file_behind()
    {
        _workspace.Run("CREATE TABLE t (id INT NOT NULL, v INT, c VARCHAR(2)) TBLPROPERTIES ('delta.constraints.positive' = 'v > 0')");
        Assert.Equal("DELTA_NOT_NULL_CONSTRAINT_VIOLATED", Assert.Throws<SqlException>(() => _workspace.Run("INSERT INTO t VALUES (NULL, 1, 'a')")).ErrorClass);
        var check = Assert.Throws<SqlException>(() => _workspace.Run("INSERT INTO t VALUES (1, -1, 'a')"));
        Assert.Equal("DELTA_VIOLATE_CONSTRAINT_WITH_VALUES", check.ErrorClass);
        Assert.Contains("- v : -1", check.Message, StringComparison.Ordinal);
        Assert.Equal("DELTA_EXCEED_CHAR_VARCHAR_LIMIT", Assert.Throws<SqlException>(() => _workspace.Run("INSERT INTO t VALUES (1, 1, 'abc')")).ErrorClass);
        _workspace.Run("INSERT INTO t VALUES (1, 1, 'ab')");
        Assert.Equal("DELTA_VIOLATE_CONSTRAINT_WITH_VALUES", Assert.Throws<SqlException>(() => _workspace.Run("UPDATE t SET v = -5")).ErrorClass);
        Assert.Single(Directory.GetFiles(_workspace.TableFolder("t"), "*.parquet", SearchOption.AllDirectories));
    }

    [Fact]
    public void Partition_values_of_every_kind_come_back()
    {
        _workspace.Run(
            "CREATE TABLE t (id INT, s STRING, d DATE, ts TIMESTAMP, n DECIMAL(6,2), b BOOLEAN, f DOUBLE) PARTITIONED BY (s, d, ts, n, b, f)",
            "INSERT INTO t VALUES (1, 'a/b c=%é', DATE'2026-01-31', TIMESTAMP'2026-01-31 10:00:00.5', 1.50, true, 2.5), (2, '', NULL, NULL, NULL, NULL, double('Infinity'))");
        Assert.Equal(
            ["1|a/b c=%é|2026-01-31|2026-01-31T10:00:00.500Z|1.50|true|2.5", "2|NULL|NULL|NULL|NULL|NULL|Infinity"],
            _workspace.Rows("SELECT * FROM t"));
    }

    [Fact]
    public void Files_are_loaded_once_by_copy_into()
    {
        _workspace.Raw("a.csv", "id,s\n1,x\n");
        _workspace.Run("CREATE TABLE t (id STRING, s STRING)");
        const string Copy = "COPY INTO t FROM 'dbfs:/raw' FILEFORMAT = CSV FORMAT_OPTIONS ('header' = 'true')";
        Assert.Equal(1, _workspace.Run(Copy)!.RowsWritten);
        _workspace.Raw("b.csv", "id,s\n2,y\n");
        var second = _workspace.Run(Copy)!;
        Assert.Equal((1, 1), (second.RowsWritten, second.FilesSkipped));
        Assert.Null(_workspace.Run(Copy)!.Commit);
        Assert.Equal(["1|x", "2|y"], _workspace.Rows("SELECT * FROM t"));
        Assert.Equal(2, _workspace.Run(Copy + " COPY_OPTIONS ('force' = 'true')")!.RowsWritten);
    }

    [Fact]
    public void Small_files_become_one_and_no_row_changes()
    {
        _workspace.Run("CREATE TABLE t (id INT, p STRING) PARTITIONED BY (p)", "INSERT INTO t VALUES (1, 'a')", "INSERT INTO t VALUES (2, 'a')", "INSERT INTO t VALUES (3, 'b')");
        Assert.NotNull(_workspace.Optimize("t").Commit);
        Assert.Equal(2, _workspace.Snapshot("t").Files.Count);
        Assert.Equal(["1|a", "2|a", "3|b"], _workspace.Rows("SELECT * FROM t"));
        Assert.Null(_workspace.Optimize("t").Commit);
    }

    [Fact]
    public void Rows_that_are_alike_come_together_in_a_curve()
    {
        _workspace.Run("CREATE TABLE t AS SELECT id % 64 AS a, id DIV 64 AS b FROM range(4096)");
        Assert.NotNull(_workspace.Optimize("t", "a", "b").Commit);
        Assert.Equal(["4096|129024|129024"], _workspace.Rows("SELECT count(*), sum(a), sum(b) FROM t"));
    }

    [Fact]
    public void New_columns_come_with_schema_evolution()
    {
        _workspace.Run("CREATE TABLE t (id INT)", "INSERT INTO t VALUES (1)", "INSERT WITH SCHEMA EVOLUTION INTO t BY NAME SELECT 2 AS id, 'n' AS fresh");
        Assert.Equal(["1|NULL", "2|n"], _workspace.Rows("SELECT * FROM t"));
    }

    public void Dispose() => _workspace.Dispose();
}
