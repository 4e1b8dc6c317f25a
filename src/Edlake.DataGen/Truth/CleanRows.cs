using Edlake.DataGen.Entities;

namespace Edlake.DataGen.Truth;

/// <summary>How many rows the clean model has, which is how many each silver table must have.</summary>
internal sealed class CleanRows(int courses)
{
    public long Courses { get; } = courses;

    public long Cohorts { get; private set; }

    public long Sessions { get; private set; }

    public long Users { get; private set; }

    public long Enrollments { get; private set; }

    public long Payments { get; private set; }

    public long Marks { get; private set; }

    public void Add(Intake intake)
    {
        Cohorts += intake.Cohorts.Count;
        foreach (var cohort in intake.Cohorts) Sessions += cohort.SessionCount;
        Users += intake.Learners.Count;
        Enrollments += intake.Enrollments.Count;
        Payments += intake.Payments.Count;
        foreach (var enrollment in intake.Enrollments) Marks += enrollment.MarkedSessions;
    }
}
