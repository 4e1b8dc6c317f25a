using System.Globalization;
using System.Text.RegularExpressions;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Sql.Tests.Binding;

/// <summary>Every statement of the corpus is bound; schemas and analysis errors must be Spark's.</summary>
public sealed partial class CorpusBindingTests
{
    // Spark raises these when it runs a statement or when its catalog does; binding must succeed.
    private static readonly string[] RaisedLater =
    [
        "CAST_INVALID_INPUT", "CAST_OVERFLOW", "CAST_OVERFLOW_IN_TABLE_INSERT", "NUMERIC_VALUE_OUT_OF_RANGE", "ARITHMETIC_OVERFLOW", "BINARY_ARITHMETIC_OVERFLOW", "DIVIDE_BY_ZERO",
        "INTERVAL_ARITHMETIC_OVERFLOW", "INTERVAL_DIVIDED_BY_ZERO", "DATETIME_OVERFLOW", "REMAINDER_BY_ZERO", "INVALID_ARRAY_INDEX", "INVALID_ARRAY_INDEX_IN_ELEMENT_AT", "ELEMENT_AT_BY_INDEX_ZERO",
        "INVALID_INDEX_OF_ZERO", "SCALAR_SUBQUERY_TOO_MANY_ROWS", "CANNOT_PARSE_TIMESTAMP", "CANNOT_PARSE_DECIMAL", "INVALID_PARAMETER_VALUE", "INVALID_FRACTION_OF_SECOND", "DATETIME_FIELD_OUT_OF_BOUNDS",
        "USER_RAISED_EXCEPTION", "ASSERT_TRUE_FAILED", "DUPLICATED_MAP_KEY", "NULL_MAP_KEY", "MALFORMED_RECORD_IN_PARSING", "INVALID_JSON_RECORD_TYPE", "INVALID_URL", "CONVERSION_INVALID_INPUT", "INVALID_BITMAP_POSITION",
        "MERGE_CARDINALITY_VIOLATION", "DELTA_", "TABLE_OR_VIEW_ALREADY_EXISTS", "SCHEMA_NOT_EMPTY", "SCHEMA_NOT_FOUND", "SCHEMA_ALREADY_EXISTS", "PATH_NOT_FOUND", "UNSUPPORTED_FEATURE.TABLE_OPERATION",
        "WRONG_COLUMN_DEFAULTS_FOR_DELTA_FEATURE_NOT_ENABLED", "TEMP_TABLE_OR_VIEW_ALREADY_EXISTS", "ROUTINE_", "COMPARATOR_RETURNS_NULL", "INVALID_SQL_SYNTAX", "VARIANT", "INVALID_VARIANT", "COLLECTION_SIZE_LIMIT_EXCEEDED",
        "INCONSISTENT_BEHAVIOR_CROSS_VERSION", "INVALID_FORMAT.ESC_IN_THE_MIDDLE", "INVALID_FORMAT.MISMATCH_INPUT", "ILLEGAL_DAY_OF_WEEK", "INVALID_TIMEZONE", "INVALID_CONVERSION",
    ];

    [Fact]
    public void Schemas_and_analysis_errors_are_those_of_Spark()
    {
        var outcomes = Run();
        var known = KnownDifferences();
        var report = string.Join('\n', outcomes.GroupBy(outcome => outcome.Entry.File).Select(file =>
            string.Create(CultureInfo.InvariantCulture, $"{file.Key}: {file.Count(outcome => outcome.Difference is null)} of {file.Count()}, nullability {file.Count(outcome => outcome.NullabilityIsRight)} of {file.Count(outcome => outcome.HasSchema)}")));
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        var found = outcomes.Where(outcome => outcome.Difference is not null).ToDictionary(outcome => $"{outcome.Entry.File}:{outcome.Entry.Number}", outcome => outcome);
        var fresh = found.Where(pair => !known.Contains(pair.Key)).Select(pair => $"{pair.Value.Entry}\n   {pair.Value.Difference}").ToList();
        var stale = known.Where(key => !found.ContainsKey(key)).ToList();
        Assert.True(fresh.Count == 0, $"{fresh.Count} statements differ that are not in known-differences.txt:\n{string.Join('\n', fresh)}\n{report}");
        Assert.True(stale.Count == 0, $"known-differences.txt lists what no longer differs; take it out:\n{string.Join('\n', stale)}");
    }

    [Fact]
    public void Nullability_is_Sparks_for_nearly_every_answer()
    {
        var outcomes = Run().Where(outcome => outcome.HasSchema && outcome.Difference is null).ToList();
        var wrong = outcomes.Where(outcome => !outcome.NullabilityIsRight).Select(outcome => $"{outcome.Entry}\n   {outcome.Found}").ToList();
        Assert.True(wrong.Count <= MostWrongNullabilities, $"{wrong.Count} of {outcomes.Count} answers have another nullability; at most {MostWrongNullabilities} may:\n{string.Join('\n', wrong)}");
    }

    private const int MostWrongNullabilities = 14;

    private static List<Outcome> Run()
    {
        var outcomes = new List<Outcome>();
        foreach (var file in SparkCorpus.Load().GroupBy(entry => entry.File))
        {
            var session = new FakeSession();
            outcomes.AddRange(file.Where(entry => !entry.Sql.Contains("${", StringComparison.Ordinal)).Select(entry => Judge(session, entry)));
        }

        return outcomes;
    }

    private static Outcome Bind(FakeSession session, SparkCorpus.Entry entry)
    {
        try
        {
            var bound = session.Run(entry.Sql, entry.Error is null);
            if (entry.ErrorClass is { } wanted)
                return new Outcome(entry, RaisedLater.Any(later => wanted.StartsWith(later, StringComparison.Ordinal)) || wanted.Length == 0 ? null : $"wanted {wanted}, it was bound");
            if (bound is not BoundQuery query)
                return new Outcome(entry, null);
            var found = Ddl(query.Relation.Output);
            return new Outcome(entry, WithoutNotNull(found) == WithoutNotNull(entry.Schema!) ? null : $"wanted {entry.Schema}\n   got    {found}")
            {
                HasSchema = true,
                Found = $"wanted {entry.Schema}\n   got    {found}",
                NullabilityIsRight = found == entry.Schema,
            };
        }
        catch (SqlException error)
        {
            var isRight = entry.ErrorClass is { } wanted && (wanted.Length == 0 || wanted == error.ErrorClass || (RaisedLater.Any(later => wanted.StartsWith(later, StringComparison.Ordinal)) && wanted == error.ErrorClass));
            return new Outcome(entry, isRight ? null : $"wanted {entry.Error ?? entry.Schema}\n   got    {error.Message} at {error.Position}") { HasSchema = entry.Schema is { Length: > 0 } };
        }
    }

    // A crash is a difference like any other: the report names them all at once.
    private static Outcome Judge(FakeSession session, SparkCorpus.Entry entry)
    {
        Outcome? outcome = null;
        var crash = Record.Exception(() => outcome = Bind(session, entry));
        return outcome ?? new Outcome(entry, $"crash: {crash}");
    }

    private static string Ddl(IReadOnlyList<BoundColumn> columns) =>
        new StructType([.. columns.Select(column => new StructField(column.Name, column.Type, column.Nullable) { Comment = column.Comment })]).Ddl;

    private static string WithoutNotNull(string ddl) => DefaultText().Replace(ddl.Replace(" NOT NULL", "", StringComparison.Ordinal), "");

    private static HashSet<string> KnownDifferences()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Binding", "known-differences.txt");
        return [.. File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ')[0])];
    }

    [GeneratedRegex(" DEFAULT ('[^']*'|[^ ,]+)")]
    private static partial Regex DefaultText();

    private sealed record Outcome(SparkCorpus.Entry Entry, string? Difference)
    {
        public bool HasSchema { get; init; }

        public bool NullabilityIsRight { get; init; }

        public string? Found { get; init; }
    }
}
