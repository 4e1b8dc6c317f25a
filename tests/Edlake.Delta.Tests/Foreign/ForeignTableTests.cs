using System.Globalization;

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

    public static IEnumerable<TheoryDataRow<string>> Paths() => ForeignTables.Index() is { Count: > 0 } index
        ? index.Select(row => new TheoryDataRow<string>(row["path"]))
        : [new TheoryDataRow<string>("none")];

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

    private static long? Long(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
