using System.Globalization;
using Edlake.Delta;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Tests.Foreign;
using Edlake.Diagnostics;
using Edlake.DuckDb.Execution;
using Edlake.DuckDb.Reading;
using Edlake.Engines;
using Edlake.Sql.Binding;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Tests.Reading;

/// <summary>Tables written by other engines, read by DuckDB: the rows their makers say they have, or an error that names what is missing.</summary>
public sealed class ForeignTableTests(ForeignTables tables) : IClassFixture<ForeignTables>
{
    /// <summary>Its partition values are instants without a zone, written in California; without a zone they are read as UTC here.</summary>
    private const string WrittenInAnotherZone = "kernel-rs-golden/data-reader-partition-values/delta";

    public static IEnumerable<TheoryDataRow<string>> Paths() => ForeignTables.Index().Select(row => new TheoryDataRow<string>(row["path"]));

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_table_has_the_rows_its_makers_say_or_is_refused_by_name(string path)
    {
        var row = ForeignTables.Index().Single(item => item["path"] == path);
        var folder = Path.Combine(tables.Root, path);
        using var instance = new DuckDbInstance(new EngineSettings(null, 2, Path.GetTempPath()));
        using var session = instance.Connect(new SessionState());
        try
        {
            var snapshot = DeltaTable.Open(folder).Latest();
            var sql = Sql(snapshot);
            var count = Convert.ToInt64(session.Scalar($"SELECT count(*) FROM ({sql})", CancellationToken.None), CultureInfo.InvariantCulture);
            if (long.TryParse(row["rows_latest"], NumberStyles.None, CultureInfo.InvariantCulture, out var known) && snapshot.Files.Count > 0)
                Assert.Equal(known, count);
            if (row["expected"] == "parquet" && path != WrittenInAnotherZone)
                CheckRows(session, sql, Path.Combine(Path.GetDirectoryName(folder)!, "expected"));
        }
        catch (DeltaException error)
        {
            // Which ones, and why, is held down where the log is read.
            Assert.NotEmpty(error.ErrorClass);
        }
        catch (EdlakeException error) when (error.ErrorClass == "FAILED_READ_FILE.FILE_NOT_EXIST")
        {
            Assert.Contains("absent", row["notes"], StringComparison.Ordinal);
        }
    }

    private static string Sql(Snapshot snapshot)
    {
        var fields = snapshot.Schema.Fields;
        var rows = new SnapshotRows(snapshot, snapshot.Files).Sql([.. fields.Select((field, i) => ($"c{i}", field))]);
        return fields.Count == 0 ? rows : $"SELECT {string.Join(", ", fields.Select((field, i) => $"c{i} AS {PhysicalType.Quote(field.Name)}"))} FROM ({rows})";
    }

    private static void CheckRows(DuckDbSession session, string sql, string folder)
    {
        var latest = Path.Combine(folder, "latest");
        if (Directory.Exists(latest))
            folder = latest;
        var files = Directory.GetFiles(folder, "*.parquet", SearchOption.AllDirectories).Where(file => Path.GetFileName(file)[0] is not ('_' or '.')).ToList();
        if (files.Count == 0)
            return;
        var expected = $"SELECT * FROM read_parquet({PathText.List(files)}, union_by_name = true, hive_partitioning = false)";
        var names = session.Rows($"DESCRIBE {sql}", reader => reader.GetString(0), CancellationToken.None);
        var there = session.Rows($"DESCRIBE {expected}", reader => reader.GetString(0), CancellationToken.None);
        Assert.Equal(there.Order(StringComparer.OrdinalIgnoreCase), names.Order(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
        var list = string.Join(", ", names.Select(name => $"CAST({PhysicalType.Quote(name)} AS VARCHAR) AS {PhysicalType.Quote(name)}"));
        var (mine, theirs) = ($"SELECT {list} FROM ({sql})", $"SELECT {list} FROM ({expected})");
        var differences = session.Rows(
            $"(SELECT 'ours' AS side, * FROM ({mine} EXCEPT ALL {theirs}) LIMIT 3) UNION ALL (SELECT 'theirs', * FROM ({theirs} EXCEPT ALL {mine}) LIMIT 3)",
            reader => string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? "NULL" : reader.GetString(i))), CancellationToken.None);
        Assert.Empty(differences);
    }
}
