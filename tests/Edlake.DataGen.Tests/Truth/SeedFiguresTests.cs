using System.Globalization;

namespace Edlake.DataGen.Tests.Truth;

/// <summary>The hand-written SQL that judges the truth is itself judged: on the seed's files it must give the figures known of them.</summary>
public sealed class SeedFiguresTests
{
    [Theory]
    [InlineData("select count(*) from dim_user", "40")]
    [InlineData("select count(distinct user_id) from fct_enrollment", "34")]
    [InlineData("select count(*) from learner_lifecycle where first_paid_at is not null", "24")]
    [InlineData("select sum(attended_count) from signup_funnel_daily", "27")]
    [InlineData("select sum(gross_amount_gbp) from revenue_daily", "9524")]
    [InlineData("select sum(refund_amount_gbp) from revenue_monthly", "-997")]
    [InlineData("select sum(net_amount_gbp) from course_performance", "8527")]
    [InlineData("select string_agg(paid_count || '/' || enrolled_count, ' ' order by cohort_id) from cohort_performance", "8/14 4/7 7/10 7/10")]
    [InlineData("select string_agg(round(attendance_rate, 4)::decimal(5, 4)::varchar, ' ' order by cohort_id) from cohort_performance", "0.5875 0.4167 0.5179 0.5938")]
    public void The_seed_has_its_known_figures(string query, string expected)
    {
        using var oracle = new DuckDbOracle(RepositoryRoot.In("data", "sample"), GeneratorFormat.Csv);
        Assert.Equal(expected, Convert.ToString(oracle.Scalar(query), CultureInfo.InvariantCulture));
    }
}
