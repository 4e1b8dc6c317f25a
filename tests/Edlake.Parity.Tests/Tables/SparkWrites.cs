namespace Edlake.Parity.Tests.Tables;

/// <summary>What Spark does to tables that Edlake wrote, and tables that only Spark can write.</summary>
internal static class SparkWrites
{
    /// <summary>Tables with features that Edlake reads, each with the statements that make it.</summary>
    internal static IReadOnlyList<Scenario> Tables { get; } =
    [
        new("with_vectors",
            "CREATE TABLE with_vectors (id INT, v STRING) USING delta TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')",
            "INSERT INTO with_vectors SELECT CAST(id AS INT), concat('r', id) FROM range(0, 20, 1, 1)",
            "DELETE FROM with_vectors WHERE id IN (2, 5, 19)",
            "UPDATE with_vectors SET v = 'changed' WHERE id = 7"),
        new("mapped",
            "CREATE TABLE mapped (id INT, `old name` STRING, s STRUCT<a: INT, b: STRING>) USING delta PARTITIONED BY (id) TBLPROPERTIES ('delta.columnMapping.mode' = 'name')",
            "INSERT INTO mapped VALUES (1, 'x', named_struct('a', 1, 'b', 'y'))",
            "ALTER TABLE mapped RENAME COLUMN `old name` TO label",
            "ALTER TABLE mapped DROP COLUMN s.b",
            "INSERT INTO mapped VALUES (2, 'z', named_struct('a', 2))"),
        new("checkpointed_v2",
            "CREATE TABLE checkpointed_v2 (id INT) USING delta TBLPROPERTIES ('delta.checkpointPolicy' = 'v2', 'delta.checkpointInterval' = '2')",
            "INSERT INTO checkpointed_v2 VALUES (1)",
            "INSERT INTO checkpointed_v2 VALUES (2)",
            "INSERT INTO checkpointed_v2 VALUES (3)"),
        new("widened",
            "CREATE TABLE widened (n SMALLINT) USING delta TBLPROPERTIES ('delta.enableTypeWidening' = 'true')",
            "INSERT INTO widened VALUES (1)",
            "ALTER TABLE widened ALTER COLUMN n TYPE BIGINT",
            "INSERT INTO widened VALUES (3000000000)"),
    ];

    internal static string Append(EdlakeSide edlake) => $"INSERT INTO delta.`{edlake.Folder("append_rows")}` VALUES (4, 'by Spark')";

    internal static string AppendAfterCheckpoint(EdlakeSide edlake) => $"INSERT INTO delta.`{edlake.Folder("many_commits")}` VALUES (99, 'by Spark', 0)";

    internal static string BreakCheck(EdlakeSide edlake) => $"INSERT INTO delta.`{edlake.Folder("constrained")}` VALUES (3, -1)";

    internal static string BreakNotNull(EdlakeSide edlake) => $"INSERT INTO delta.`{edlake.Folder("constrained")}` VALUES (NULL, 1)";

    internal static string BreakAppendOnly(EdlakeSide edlake) => $"DELETE FROM delta.`{edlake.Folder("append_rows")}` WHERE id = 1";

    internal static string UseDefaults(EdlakeSide edlake) => $"INSERT INTO delta.`{edlake.Folder("with_defaults")}` (id) VALUES (3)";

    internal static string Merge(EdlakeSide edlake) =>
        $"MERGE INTO delta.`{edlake.Folder("special_partitions")}` t USING (SELECT 1 AS n) s ON t.n = s.n WHEN MATCHED THEN UPDATE SET n = 100";

    internal static IEnumerable<string> Statements(EdlakeSide edlake) =>
    [
        Append(edlake), AppendAfterCheckpoint(edlake), BreakCheck(edlake), BreakNotNull(edlake), BreakAppendOnly(edlake), UseDefaults(edlake), Merge(edlake),
        .. Tables.SelectMany(table => table.Statements.Append($"SELECT * FROM {table.Table}")),
    ];
}
