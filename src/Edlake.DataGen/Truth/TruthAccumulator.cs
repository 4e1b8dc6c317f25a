using Edlake.DataGen.Entities;
using Edlake.DataGen.Files;

namespace Edlake.DataGen.Truth;

/// <summary>
/// The gold figures of the clean model, intake by intake. What it holds grows with cohorts, courses and days, not with learners,
/// unless the rows that grow with learners are to be kept.
/// </summary>
internal sealed class TruthAccumulator(bool keepsRows, int courseCount)
{
    private readonly IntakeFigures _figures = new();
    private readonly SignupTruth _signups = new(keepsRows);
    private readonly CohortTruth _cohorts = new(keepsRows, courseCount);
    private readonly RevenueTruth _revenue = new();
    private long _latest;

    /// <summary>What the last intake added amounts to.</summary>
    public IntakeFigures Figures => _figures;

    /// <summary>Clean rows by entity.</summary>
    public CleanRows Rows { get; } = new(courseCount);

    public void Add(Intake intake)
    {
        _figures.Measure(intake);
        _signups.Add(intake, _figures);
        _cohorts.Add(intake, _figures);
        _revenue.Add(intake);
        Rows.Add(intake);
        NoteLatest(intake);
    }

    public void WriteTo(System.Text.Json.Utf8JsonWriter truth)
    {
        truth.WriteStartObject("headline");
        _signups.WriteHeadlineTo(truth);
        _revenue.WriteHeadlineTo(truth);
        truth.WriteEndObject();
        truth.WriteStartObject("gold");
        _signups.WriteTo(truth, CalendarText.DayOf(_latest));
        _cohorts.WriteTo(truth);
        _revenue.WriteTo(truth);
        truth.WriteEndObject();
    }

    private void NoteLatest(Intake intake)
    {
        foreach (var learner in intake.Learners) _latest = Math.Max(_latest, learner.SignedUpAt);
        foreach (var enrollment in intake.Enrollments) _latest = Math.Max(_latest, enrollment.EnrolledAt);
        foreach (var payment in intake.Payments) _latest = Math.Max(_latest, payment.PaidAt);
    }
}
