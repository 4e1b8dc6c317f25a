using System.Globalization;
using System.Text;
using System.Text.Json;
using Edlake.Delta.Actions;
using Edlake.Delta.DeletionVectors;
using Edlake.Delta.Schema;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Storage;

namespace Edlake.Delta.Tests.Foreign;

public sealed class ForeignTableTests(ForeignTables tables) : IClassFixture<ForeignTables>
{
    /// <summary>The tables that are refused, with the error class and the word that says why.</summary>
    private static readonly Dictionary<string, (string ErrorClass, string Word)> Refused = new()
    {
        // The catalog decides which commits count; the log alone does not say.
        ["delta-rs-errlogs/table_d"] = ("DELTA_UNSUPPORTED_FEATURES_FOR_READ", "catalogOwned"),
        ["delta-rs-errlogs/table_f"] = ("DELTA_UNSUPPORTED_FEATURES_FOR_READ", "catalogOwned"),
        ["delta-rs-errlogs/table_h"] = ("DELTA_UNSUPPORTED_FEATURES_FOR_READ", "catalogOwned"),
        ["delta-rs-errlogs/table_i"] = ("DELTA_UNSUPPORTED_FEATURES_FOR_READ", "catalogOwned"),
        ["delta-kernel-java/catalog-owned-preview"] = ("DELTA_UNSUPPORTED_FEATURES_FOR_READ", "catalogManaged"),
        // Variant values are not read.
        ["delta-golden/spark-variant-checkpoint"] = ("DELTA_UNSUPPORTED_FEATURES_FOR_READ", "variantType"),
        ["delta-kernel-java/spark-variant-stable-feature-checkpoint"] = ("DELTA_UNSUPPORTED_FEATURES_FOR_READ", "variantType"),
        ["delta-spark/variant-stats-nested-no-checkpoint"] = ("DELTA_UNSUPPORTED_FEATURES_FOR_READ", "variantType"),
        ["delta-spark/variant-stats-no-checkpoint"] = ("DELTA_UNSUPPORTED_FEATURES_FOR_READ", "variantType"),
        ["delta-spark/variant-stats-state-reconstruction"] = ("DELTA_UNSUPPORTED_FEATURES_FOR_READ", "variantType"),
        ["trino/databricks153/variant"] = ("DELTA_UNSUPPORTED_FEATURES_FOR_READ", "variantType"),
        ["trino/databricks153/variant_types"] = ("DELTA_UNSUPPORTED_FEATURES_FOR_READ", "variantType"),
        ["trino/databricks154/test_variant_null"] = ("DELTA_UNSUPPORTED_FEATURES_FOR_READ", "variantType"),
        ["delta-kernel-rs/table-with-geo"] = ("DELTA_UNSUPPORTED_FEATURES_FOR_READ", "geospatial"),
        // Made by hand to be refused.
        ["delta-rs/simple_table_features"] = ("DELTA_INVALID_PROTOCOL_VERSION", "reader version 5"),
        ["kernel-rs-golden/deltalog-invalid-protocol-version/delta"] = ("DELTA_INVALID_PROTOCOL_VERSION", "reader version 99"),
        // Pretty-printed over many lines, which no Delta reader takes.
        ["duckdb-delta/null_constraints_lists/delta_lake"] = ("DELTA_LOG_FILE_CORRUPT", "00000000000000000000.json, line 1"),
        // Every line ends in an x, put there on purpose by its makers.
        ["trino/databricks73/person"] = ("DELTA_LOG_FILE_CORRUPT", "line 1"),
        ["trino/databricks73/person_test_pruning"] = ("DELTA_LOG_FILE_CORRUPT", "line 1"),
        ["trino/databricks73/person_without_old_jsons"] = ("DELTA_LOG_FILE_CORRUPT", "line 1"),
        ["trino/databricks73/pruning/invalid_log"] = ("DELTA_LOG_FILE_CORRUPT", "line 1"),
        // No protocol action.
        ["kernel-rs-golden/deltalog-state-reconstruction-from-checkpoint-missing-protocol/delta"] = ("DELTA_STATE_RECOVER_ERROR", "protocol"),
        ["trino/statistics/basic_multi_file"] = ("DELTA_STATE_RECOVER_ERROR", "protocol"),
        ["trino/statistics/infinity_nan"] = ("DELTA_STATE_RECOVER_ERROR", "protocol"),
        ["trino/statistics/negative_infinity"] = ("DELTA_STATE_RECOVER_ERROR", "protocol"),
        ["trino/statistics/negative_zero"] = ("DELTA_STATE_RECOVER_ERROR", "protocol"),
        ["trino/statistics/zero_infinity"] = ("DELTA_STATE_RECOVER_ERROR", "protocol"),
        // No metaData action.
        ["kernel-rs-golden/data-reader-absolute-paths-escaped-chars/delta"] = ("DELTA_STATE_RECOVER_ERROR", "metadata"),
        ["kernel-rs-golden/deltalog-state-reconstruction-without-metadata/delta"] = ("DELTA_STATE_RECOVER_ERROR", "metadata"),
        // Version 1 is not there.
        ["kernel-rs-golden/versions-not-contiguous/delta"] = ("DELTA_VERSIONS_NOT_CONTIGUOUS", "not contiguous"),
        // No log at all.
        ["trino/statistics/extended_stats_with_data_size"] = ("DELTA_TABLE_NOT_FOUND", "exist"),
    };

    /// <summary>Tables whose index counts a file that a remove with another spelling of its path takes out (Delta's own tests say 0).</summary>
    private static readonly HashSet<string> RemovedUnderAnotherSpelling =
    [
        "kernel-rs-golden/canonicalized-paths-normal-a/delta", "kernel-rs-golden/canonicalized-paths-normal-b/delta",
        "kernel-rs-golden/canonicalized-paths-special-a/delta", "kernel-rs-golden/canonicalized-paths-special-b/delta",
    ];

    /// <summary>A table that is a log only; neither its data nor its vector is there.</summary>
    private const string NoVectorFile = "delta-spark/table-with-dv-gigantic";

    public static IEnumerable<TheoryDataRow<string>> Paths() => ForeignTables.Index().Select(row => new TheoryDataRow<string>(row["path"]));

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_table_written_by_another_engine_has_the_version_and_the_files_its_log_says_or_is_refused_by_name(string path)
    {
        var folder = Path.Combine(tables.Root, path);
        var expected = ForeignTables.Index().Single(row => row["path"] == path);
        if (Refused.TryGetValue(path, out var reason))
        {
            var error = Assert.Throws<DeltaException>(() => DeltaTable.Open(folder).Latest().Schema);
            Assert.Equal(reason.ErrorClass, error.ErrorClass);
            Assert.Contains(reason.Word, error.Message, StringComparison.Ordinal);
            return;
        }
        var snapshot = DeltaTable.Open(folder).Latest();
        Assert.NotNull(snapshot.Schema);
        var files = RemovedUnderAnotherSpelling.Contains(path) ? 0 : Long(expected["active_files"]);
        Assert.Equal((Long(expected["latest"]), files), (snapshot.Version, snapshot.Files.Count));
        if (snapshot.RecordCount is { } rows && Long(expected["rows_latest"]) is { } known && snapshot.Files.Count > 0)
            Assert.Equal(known, rows);
    }

    [Fact]
    public void Every_deletion_vector_holds_as_many_rows_as_the_log_says()
    {
        // Delta's own tests put a prefix before the vectors' names, which no log mentions.
        const string Prefix = "test%dv%prefix-";
        foreach (var file in Directory.GetFiles(tables.Root, Prefix + "*.bin", SearchOption.AllDirectories))
            File.Copy(file, Path.Combine(Path.GetDirectoryName(file)!, Path.GetFileName(file)[Prefix.Length..]), overwrite: true);
        var read = 0;
        foreach (var (path, snapshot) in Readable())
        {
            if (path == NoVectorFile || snapshot.Files.Any(file => file.DeletionVector?.PathOrInlineDv.StartsWith("s3:", StringComparison.Ordinal) == true))
                continue;
            var deleted = 0L;
            foreach (var file in snapshot.Files.Where(file => file.DeletionVector is not null))
            {
                var positions = DeletionVector.Read(snapshot.TablePath, file.DeletionVector!);
                Assert.Equal(positions.Order().Distinct(), positions);
                Assert.All(positions, position => Assert.InRange(position, 0, (file.RecordCount ?? long.MaxValue) - 1));
                deleted += positions.Length;
                read++;
            }
            Assert.Equal((path, Long(Row(path)["dv_deleted"]) ?? 0), (path, deleted));
        }
        Assert.True(read > 10, $"only {read} vectors");
    }

    [Fact]
    public void A_schema_is_written_as_it_was_read()
    {
        foreach (var (path, snapshot) in Readable())
        {
            using var original = JsonDocument.Parse(snapshot.Metadata.SchemaString);
            using var written = JsonDocument.Parse(SchemaJson.Write(snapshot.Schema));
            Assert.True(JsonElement.DeepEquals(original.RootElement, written.RootElement), $"{path}: {snapshot.Metadata.SchemaString}");
            if (path.StartsWith("delta-spark/", StringComparison.Ordinal) || path.StartsWith("dat/", StringComparison.Ordinal))
                Assert.Equal(snapshot.Metadata.SchemaString, SchemaJson.Write(snapshot.Schema));
        }
    }

    [Fact]
    public void An_action_is_written_as_Spark_wrote_it()
    {
        var compared = 0;
        foreach (var line in Directory.GetDirectories(tables.Root, "_delta_log", SearchOption.AllDirectories)
            .SelectMany(folder => Directory.GetFiles(folder, "*.json").Where(file => Path.GetFileName(file).Length == 25))
            .Select(File.ReadAllLines)
            .Where(lines => lines[0].Contains(" Delta-Lake/3.", StringComparison.Ordinal) || lines[0].Contains(" Delta-Lake/4.", StringComparison.Ordinal))
            .SelectMany(lines => lines))
        {
            if (ActionJson.Read(Encoding.UTF8.GetBytes(line)) is not { } action)
                continue;
            Assert.Equal(line, ActionJsonWriter.Write(action));
            compared++;
        }
        Assert.True(compared > 200, $"only {compared} lines");
    }

    [Fact]
    public void The_path_of_a_file_that_is_there_leads_to_it_and_is_encoded_as_it_was()
    {
        var found = 0;
        foreach (var (path, snapshot) in Readable().Where(one => !Row(one.Path)["notes"].Contains("absent", StringComparison.Ordinal)))
        {
            foreach (var file in snapshot.Files.Where(file => !file.Path.Contains(':')))
            {
                Assert.True(File.Exists(FilePath.ToLocal(snapshot.TablePath, file.Path)), $"{path}: {file.Path}");
                if (file.Path[0] != '/')
                    Assert.Equal(file.Path, FilePath.Encode(FilePath.Decode(file.Path)));
                found++;
            }
        }
        Assert.True(found > 150, $"only {found} files");
    }

    [Fact]
    public void A_partition_value_is_of_its_columns_type_and_is_written_as_it_was_read()
    {
        var compared = 0;
        foreach (var (path, snapshot) in Readable())
        {
            foreach (var (column, text) in snapshot.Files.SelectMany(file => file.PartitionValues))
            {
                if (snapshot.Schema.Fields.FirstOrDefault(field => field.PhysicalName == column) is not { } field)
                    continue;
                if (field.Type is PrimitiveType { Name: "timestamp" or "timestamp_ntz" } && text is ['-' or '+', ..] or ['0', '0', '0', '0', ..] or [_, _, _, _, not '-', ..])
                {
                    // A year before 1 or after 9999 has no DateTime: refused, not read as another.
                    Assert.Equal("DELTA_INVALID_PARTITION_VALUE", Assert.Throws<DeltaException>(() => PartitionValues.Parse(text, field.Type)).ErrorClass);
                    continue;
                }
                var value = PartitionValues.Parse(text, field.Type);
                if (field.Type is not PrimitiveType { Name: "timestamp" or "timestamp_ntz" or "float" or "double" })
                    Assert.Equal((path, column, string.IsNullOrEmpty(text) ? null : text), (path, column, PartitionValues.Serialize(value)));
                compared++;
            }
        }
        Assert.True(compared > 70, $"only {compared} values");
    }

    private static IReadOnlyDictionary<string, string> Row(string path) => ForeignTables.Index().Single(row => row["path"] == path);

    private IEnumerable<(string Path, Snapshot Snapshot)> Readable() => ForeignTables.Index()
        .Select(row => row["path"])
        .Where(path => !Refused.ContainsKey(path))
        .Select(path => (path, DeltaTable.Open(Path.Combine(tables.Root, path)).Latest()));

    private static long? Long(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
