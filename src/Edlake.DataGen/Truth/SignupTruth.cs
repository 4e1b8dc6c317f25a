using System.Runtime.InteropServices;
using Edlake.DataGen.Entities;
using Edlake.DataGen.Files;

namespace Edlake.DataGen.Truth;

/// <summary>What becomes of sign-ups: the tables <c>signup_funnel_daily</c>, <c>signup_conversion_by_month</c> and <c>learner_lifecycle</c>.</summary>
internal sealed class SignupTruth(bool keepsRows)
{
    private static readonly string[] StageNames = ["signed_up", "enrolled", "paid", "attending", "dropped_off", "completed"];

    private readonly Dictionary<(int Day, int Source, int Country), FunnelFigures> _funnel = [];
    private readonly SortedDictionary<int, long[]> _paidByMonth = [];
    private readonly SortedDictionary<int, long> _signupsByMonth = [];
    private readonly long[] _stages = new long[StageNames.Length];
    private readonly TruthTable _lifecycle = new("learner_lifecycle", keepsRows,
        "user_id", "signup_date", "first_enrolled_at", "first_paid_at", "first_attended_at", "last_attended_at", "stage");

    private FunnelFigures _everyone;

    public void Add(Intake intake, IntakeFigures figures)
    {
        for (var position = 0; position < intake.Learners.Count; position++)
            Add(intake.Learners[position], figures.Learners[position]);
    }

    public void WriteTo(System.Text.Json.Utf8JsonWriter truth, int asOfDay)
    {
        Funnel().WriteTo(truth);
        Conversion(asOfDay).WriteTo(truth);
        _lifecycle.WriteTo(truth);
    }

    /// <summary>How many people there are at each step, and at which stage they stand now.</summary>
    public void WriteHeadlineTo(System.Text.Json.Utf8JsonWriter truth)
    {
        _everyone.WriteTo(truth);
        truth.WriteStartObject("learners_by_stage");
        for (var stage = 0; stage < StageNames.Length; stage++) truth.WriteNumber(StageNames[stage], _stages[stage]);
        truth.WriteEndObject();
    }

    /// <summary>The furthest a learner has come; the order of the questions is that of docs/metrics.md.</summary>
    private static LearnerStage StageOf(in LearnerFigures figures) => figures switch
    {
        { IsStillAttending: true } => LearnerStage.Attending,
        { HasCompleted: true } => LearnerStage.Completed,
        { HasDroppedOff: true } when figures.FirstPaidAt is not null || figures.FirstAttendedAt is not null => LearnerStage.DroppedOff,
        { FirstPaidAt: not null } => LearnerStage.Paid,
        { FirstEnrolledAt: not null } => LearnerStage.Enrolled,
        _ => LearnerStage.SignedUp,
    };

    private void Add(in Learner learner, in LearnerFigures figures)
    {
        var day = CalendarText.DayOf(learner.SignedUpAt);
        ref var funnel = ref CollectionsMarshal.GetValueRefOrAddDefault(_funnel, (day, learner.Source, learner.Country), out _);
        funnel.Add(figures);
        _everyone.Add(figures);
        var month = CalendarText.MonthOf(day);
        _signupsByMonth[month] = _signupsByMonth.GetValueOrDefault(month) + 1;
        if (figures.FirstPaidAt is { } paidAt) AddConversion(month, CalendarText.MonthsBetween(month, CalendarText.DayOf(paidAt)));

        var stage = StageOf(figures);
        _stages[(int)stage]++;
        _lifecycle.Begin().Code('U', learner.Number, Codes.UserWidth).Date(day).Instant(figures.FirstEnrolledAt)
            .Instant(figures.FirstPaidAt).Instant(figures.FirstAttendedAt).Instant(figures.LastAttendedAt).Text(StageNames[(int)stage]).End();
    }

    private void AddConversion(int month, int monthsLater)
    {
        if (!_paidByMonth.TryGetValue(month, out var paid)) _paidByMonth[month] = paid = new long[48];
        // Paid before the sign-up (the account came later): counted in the month of the sign-up.
        paid[Math.Max(monthsLater, 0)]++;
    }

    private TruthTable Funnel()
    {
        var table = new TruthTable("signup_funnel_daily", keepsRows, "signup_date", "signup_source", "country",
            "signup_count", "enrolled_count", "paid_count", "attended_count");
        foreach (var ((day, source, country), figures) in _funnel.OrderBy(pair => pair.Key))
        {
            table.Begin().Date(day).Text(Catalogue.Sources[source]).Text(Catalogue.Countries[country]);
            figures.WriteTo(table);
            table.End();
        }
        return table;
    }

    private TruthTable Conversion(int asOfDay)
    {
        var table = new TruthTable("signup_conversion_by_month", true, "signup_month", "months_since_signup",
            "signup_count", "paid_count", "cumulative_paid_rate", "is_mature");
        foreach (var (month, signups) in _signupsByMonth)
        {
            var paid = _paidByMonth.GetValueOrDefault(month);
            long cumulative = 0;
            var age = CalendarText.MonthsBetween(month, asOfDay);
            for (var since = 0; since <= age; since++)
            {
                cumulative += paid?[since] ?? 0;
                table.Begin().Date(month).Number(since, isTotalled: false).Number(signups, isTotalled: since == 0)
                    .Number(paid?[since] ?? 0).Rate(cumulative, signups).Flag(since < age).End();
            }
        }
        return table;
    }
}
