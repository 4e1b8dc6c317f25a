namespace Edlake.EndToEnd.Seed;

/// <summary>On the sample the notebooks alone compute the figures that are known of it.</summary>
public sealed class SeedTests(SeedLake seed) : IClassFixture<SeedLake>
{
    [Theory]
    [InlineData("select sum(signup_count), sum(enrolled_count), sum(paid_count), sum(attended_count) from gold.signup_funnel_daily", "40|34|24|27")]
    [InlineData("select count(*), count(first_enrolled_at), count(first_paid_at), count(first_attended_at) from gold.learner_lifecycle", "40|34|24|27")]
    [InlineData("select sum(gross_amount_gbp), sum(refund_amount_gbp), sum(net_amount_gbp) from gold.revenue_daily", "9524.00|-997.00|8527.00")]
    [InlineData("select sum(gross_amount_gbp), sum(refund_amount_gbp), sum(net_amount_gbp) from gold.revenue_monthly", "9524.00|-997.00|8527.00")]
    [InlineData("select sum(gross_amount_gbp), sum(refund_amount_gbp), sum(net_amount_gbp) from gold.cohort_performance", "9524.00|-997.00|8527.00")]
    [InlineData("select sum(net_amount_gbp) from gold.course_performance", "8527.00")]
    [InlineData("select sum(marked_count), sum(attended_count) from gold.session_attendance", "248|134")]
    [InlineData("select count(*), max(session_number) from gold.session_attendance", "32|8")]
    [InlineData("select sum(failed_count), sum(payment_count), sum(refund_count) from gold.revenue_daily", "1|32|4")]
    public async Task A_figure_is_the_one_known(string query, string expected)
    {
        Assert.Equal([expected], await seed.Lake.Rows(query));
    }

    [Fact]
    public async Task Paid_per_enrolled_and_attendance_are_right_cohort_by_cohort()
    {
        var rows = await seed.Lake.Rows("select cohort_id, paid_count, enrolled_count, round(attendance_rate, 4) from gold.cohort_performance order by cohort_id");

        Assert.Equal(["H001|8|14|0.5875", "H002|4|7|0.4167", "H003|7|10|0.5179", "H004|7|10|0.5938"], rows);
    }
}
