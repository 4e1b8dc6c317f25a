using System.Globalization;
using System.Text.RegularExpressions;
using Edlake.DataGen.Quirks;
using Edlake.DataGen.Tests.Truth;

namespace Edlake.DataGen.Tests.Quirks;

/// <summary>What the truth says was planted is what a reader who knows nothing of the generator finds in the files.</summary>
public sealed partial class QuirkCountTests : IDisposable
{
    private static readonly Dictionary<string, string[]> Keys = new()
    {
        ["users"] = ["user_id"],
        ["courses"] = ["course_id"],
        ["cohorts"] = ["cohort_id"],
        ["sessions"] = ["session_id"],
        ["enrollments"] = ["enrollment_id"],
        ["payments"] = ["payment_id"],
        ["sessions_attended"] = ["user_id", "session_id"],
    };

    private static readonly string[] Instants = ["signup_ts", "session_ts", "enrolled_ts", "payment_ts", "attendance_marked_ts"];
    private static readonly string[] UpperCase = ["user_id", "course_id", "cohort_id", "session_id", "enrollment_id", "payment_id", "currency"];
    private static readonly string[] LowerCase = ["email", "signup_source", "enrollment_status", "payment_status", "payment_method"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(QuirkLevel.None, 11)]
    [InlineData(QuirkLevel.Default, 12)]
    [InlineData(QuirkLevel.Heavy, 13)]
    public void Every_detectable_kind_is_found_as_often_as_it_was_planted(QuirkLevel level, ulong seed)
    {
        using var truth = Generate(level, seed);
        var rows = Keys.Keys.ToDictionary(entity => entity, entity => NaiveReader.Read(_folder.Path, entity).ToList());
        // Parents come before children in Keys: a session that is set aside as an orphan makes its marks orphans too.
        var known = new Dictionary<string, HashSet<string>>();
        foreach (var entity in Keys.Keys)
        {
            known[entity] = [.. rows[entity].Where(row => !row.IsMalformed && !HasBadValue(row) && !IsOrphan(row, entity, known))
                .Select(row => Key(row, entity))];
        }
        foreach (var (entity, found) in rows)
        {
            Assert.Equal(truth.Raw(entity).GetProperty("row_count").GetInt64(), found.Count);
            CheckQuarantine(truth, entity, found, known);
            CheckDuplicates(truth, entity, found);
            CheckWriting(truth, entity, [.. found.Where(row => !row.IsMalformed)]);
        }
    }

    [Fact]
    public void Heavy_plants_every_kind_that_a_first_delivery_can_have()
    {
        using var truth = Generate(QuirkLevel.Heavy, 14, learners: 3_000);
        Assert.All(Enum.GetNames<QuirkKind>().Except([nameof(QuirkKind.ResentFile)]), kind =>
            Assert.True(truth.PlantedInAll(System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(kind)) > 0, kind));
    }

    private static void CheckQuarantine(TruthDocument truth, string entity, List<NaiveRow> found, Dictionary<string, HashSet<string>> known)
    {
        var wellFormed = found.Where(row => !row.IsMalformed).ToList();
        var withoutKey = wellFormed.Where(row => Keys[entity].Any(column => row[column].Length == 0)).ToList();
        var badCast = wellFormed.Except(withoutKey).Where(HasBadValue).ToList();
        var orphans = wellFormed.Except(withoutKey).Except(badCast).Where(row => IsOrphan(row, entity, known)).ToList();

        Assert.Equal(truth.Quarantined(entity, "malformed"), found.Count - wellFormed.Count);
        Assert.Equal(truth.Quarantined(entity, "missing_key"), withoutKey.Count);
        Assert.Equal(truth.Quarantined(entity, "bad_cast"), badCast.Count);
        Assert.Equal(truth.Quarantined(entity, "orphan"), orphans.Count);
        Assert.Equal(truth.Planted("too_few_fields", entity) + truth.Planted("too_many_fields", entity) + truth.Planted("unterminated_quote", entity),
            truth.Quarantined(entity, "malformed"));
        Assert.Equal(truth.Planted("missing_key", entity), withoutKey.Count);
        Assert.Equal(truth.Planted("bad_cast", entity), badCast.Count);
        Assert.Equal(truth.Planted("orphan", entity), orphans.Count);
    }

    private static void CheckDuplicates(TruthDocument truth, string entity, List<NaiveRow> found)
    {
        var groups = found.Where(row => !row.IsMalformed && Keys[entity].All(column => row[column].Length > 0))
            .GroupBy(row => Key(row, entity)).Where(group => group.Count() > 1).ToList();
        var exact = groups.Count(group => group.Select(row => string.Join('\0', row.Fields)).Distinct().Count() == 1 && group.All(row => !row.IsLate));
        var older = groups.Count - exact;

        Assert.All(groups, group => Assert.Equal(2, group.Count()));
        Assert.Equal(truth.Raw(entity).GetProperty("duplicate_count").GetInt64(), groups.Count);
        Assert.Equal(truth.Planted("exact_duplicate", entity), exact);
        Assert.Equal(truth.Planted("older_version", entity), older);
        Assert.Equal(truth.Planted("late_row", entity), found.Count(row => row.IsLate) - older);
    }

    private static void CheckWriting(TruthDocument truth, string entity, List<NaiveRow> found)
    {
        Assert.Equal(truth.Planted("unicode_text", entity), found.Count(row => row["city"].Any(character => character > 127)));
        Assert.Equal(truth.Planted("quoted_text", entity), found.Count(row => row["city"].AsSpan().ContainsAny(",\"\n")));
        Assert.Equal(truth.Planted("offset_timestamp", entity), found.Count(row => Instants.Any(column => OffsetText().IsMatch(row[column]))));
        Assert.Equal(truth.Planted("iso_timestamp", entity), found.Count(row => Instants.Any(column => row[column].EndsWith('Z'))));
        Assert.Equal(truth.Planted("mixed_case_or_spaces", entity), found.Count(row =>
            UpperCase.Any(column => row[column].Any(char.IsAsciiLetterLower) || row[column] != row[column].Trim())
            || LowerCase.Any(column => row[column].Any(char.IsAsciiLetterUpper) || row[column] != row[column].Trim())));
        Assert.Equal(truth.Planted("extra_column", entity), FilesWhere(found, row => row.Header.Contains("export_batch")));
        Assert.Equal(truth.Planted("missing_column", entity), FilesWhere(found, row =>
            (entity == "users" && !row.Header.Contains("city")) || (entity == "sessions" && !row.Header.Contains("topic"))));
        Assert.Equal(truth.Planted("reordered_header", entity), FilesWhere(found, row => row.Header[0] is "currency" or "enrollment_status" or "attendance_marked_ts"));
    }

    private static int FilesWhere(List<NaiveRow> rows, Func<NaiveRow, bool> condition) => rows.Where(condition).Select(row => row.File).Distinct().Count();

    private static string Key(NaiveRow row, string entity) =>
        string.Join('|', Keys[entity].Select(column => row[column].Trim().ToUpperInvariant()));

    private static bool HasBadValue(NaiveRow row) =>
        row.Header.Where(column => Instants.Contains(column)).Any(column => !DateTimeOffset.TryParse(row[column].Trim(), CultureInfo.InvariantCulture, out _))
        || (row.Header.Contains("amount_gbp") && !decimal.TryParse(row["amount_gbp"], NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        || (row.Header.Contains("attended_flag") && row["attended_flag"] is not ("0" or "1"));

    private static bool IsOrphan(NaiveRow row, string entity, Dictionary<string, HashSet<string>> known) =>
        Parents(entity).Any(parent => !known[parent.Entity].Contains(row[parent.Column].Trim().ToUpperInvariant()));

    private static (string Column, string Entity)[] Parents(string entity) => entity switch
    {
        "cohorts" => [("course_id", "courses")],
        "sessions" => [("cohort_id", "cohorts")],
        "enrollments" or "payments" => [("user_id", "users"), ("cohort_id", "cohorts")],
        "sessions_attended" => [("user_id", "users"), ("cohort_id", "cohorts"), ("session_id", "sessions")],
        _ => [],
    };

    private TruthDocument Generate(QuirkLevel level, ulong seed, int learners = 1_200) => new(DataGenerator.Generate(
        new GeneratorOptions { Learners = learners, Seed = seed, Quirks = level, OutputDirectory = _folder.Path },
        cancellationToken: TestContext.Current.CancellationToken).TruthFile);

    [GeneratedRegex(@"[+-]\d\d:\d\d$")]
    private static partial Regex OffsetText();
}
