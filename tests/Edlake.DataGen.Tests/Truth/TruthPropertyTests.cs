using System.Text.Json;
using CsCheck;
using Edlake.DataGen.Quirks;

namespace Edlake.DataGen.Tests.Truth;

/// <summary>What must hold of any truth, whatever the seed: the tables tell one story.</summary>
public sealed class TruthPropertyTests
{
    private static readonly Gen<GeneratorOptions> AnyOptions =
        from learners in Gen.Int[1, 900]
        from seed in Gen.ULong
        from quirks in Gen.Enum<QuirkLevel>()
        from format in Gen.Enum<GeneratorFormat>()
        select new GeneratorOptions { Learners = learners, Seed = seed, Quirks = quirks, Format = format, OutputDirectory = "" };

    [Fact]
    public void Money_is_the_same_by_cohort_by_day_by_month_and_by_course() => ForAny((truth, _) =>
    {
        foreach (var column in new[] { "gross_amount_gbp", "refund_amount_gbp", "net_amount_gbp" })
        {
            var byCohort = truth.Sum("cohort_performance", column);
            Assert.Equal(byCohort, truth.Sum("revenue_daily", column));
            Assert.Equal(byCohort, truth.Sum("revenue_monthly", column));
            Assert.Equal(byCohort, truth.Total("revenue_daily", column));
            Assert.Equal(byCohort, truth.Root.GetProperty("headline").GetProperty(column).GetDecimal());
        }
        Assert.Equal(truth.Sum("cohort_performance", "net_amount_gbp"), truth.Sum("course_performance", "net_amount_gbp"));
        Assert.Equal(truth.Sum("cohort_performance", "net_amount_gbp"),
            truth.Sum("cohort_performance", "gross_amount_gbp") + truth.Sum("cohort_performance", "refund_amount_gbp"));
    });

    [Fact]
    public void People_are_the_same_in_the_funnel_the_months_and_the_lifecycle() => ForAny((truth, options) =>
    {
        Assert.Equal(options.Learners, truth.Sum("signup_funnel_daily", "signup_count"));
        Assert.Equal(options.Learners, truth.Gold("learner_lifecycle").GetProperty("row_count").GetInt64());
        Assert.Equal(options.Learners, truth.Total("signup_conversion_by_month", "signup_count"));
        var lifecycle = truth.Rows("learner_lifecycle").ToList();
        Assert.Equal(lifecycle.Count(row => Has(row, "first_enrolled_at")), truth.Sum("signup_funnel_daily", "enrolled_count"));
        Assert.Equal(lifecycle.Count(row => Has(row, "first_paid_at")), truth.Sum("signup_funnel_daily", "paid_count"));
        Assert.Equal(lifecycle.Count(row => Has(row, "first_paid_at")), truth.Sum("signup_conversion_by_month", "paid_count"));
        Assert.Equal(lifecycle.Count(row => Has(row, "first_attended_at")), truth.Sum("signup_funnel_daily", "attended_count"));
    });

    [Fact]
    public void Marks_are_the_same_by_session_and_in_silver() => ForAny((truth, _) =>
    {
        Assert.Equal(truth.Silver("fct_attendance"), truth.Sum("session_attendance", "marked_count"));
        Assert.Equal(truth.Silver("dim_session"), truth.Gold("session_attendance").GetProperty("row_count").GetInt64());
        Assert.Equal(truth.Silver("fct_enrollment"), truth.Sum("cohort_performance", "enrolled_count"));
        Assert.All(truth.Rows("cohort_performance"), cohort => Assert.Equal(
            Number(cohort, "enrolled_count"), Number(cohort, "active_count") + Number(cohort, "cancelled_count") + Number(cohort, "deferred_count")));
        Assert.All(truth.Rows("cohort_performance"), cohort => Assert.True(Number(cohort, "enrolled_count") <= Number(cohort, "capacity")));
    });

    [Fact]
    public void Every_raw_row_is_kept_dropped_as_a_duplicate_or_quarantined() => ForAny((truth, _) =>
    {
        foreach (var (entity, table) in new[]
        {
            ("users", "dim_user"), ("courses", "dim_course"), ("cohorts", "dim_cohort"), ("sessions", "dim_session"),
            ("enrollments", "fct_enrollment"), ("payments", "fct_payment"), ("sessions_attended", "fct_attendance"),
        })
        {
            var raw = truth.Raw(entity);
            Assert.Equal(Number(raw, "row_count"), truth.Silver(table) + Number(raw, "duplicate_count") + Number(raw, "quarantined_count"));
        }
    });

    [Fact]
    public void Without_quirks_nothing_is_planted() => ForAny((truth, options) =>
    {
        if (options.Quirks != QuirkLevel.None) return;
        Assert.All(truth.Root.GetProperty("quirks_planted").EnumerateObject(), kind => Assert.Equal(0, kind.Value.GetProperty("total").GetInt64()));
        Assert.All(truth.Root.GetProperty("raw").EnumerateObject(), raw => Assert.Equal(0, Number(raw.Value, "duplicate_count") + Number(raw.Value, "quarantined_count")));
    });

    private static void ForAny(Action<TruthDocument, GeneratorOptions> check) => AnyOptions.Sample(options =>
    {
        using var folder = new TemporaryFolder();
        var result = DataGenerator.Generate(options with { OutputDirectory = folder.Path });
        using var truth = new TruthDocument(result.TruthFile);
        check(truth, options);
    }, iter: 25, threads: 2);

    private static long Number(JsonElement row, string column) => row.GetProperty(column).GetInt64();

    private static bool Has(JsonElement row, string column) => row.GetProperty(column).ValueKind != JsonValueKind.Null;
}
