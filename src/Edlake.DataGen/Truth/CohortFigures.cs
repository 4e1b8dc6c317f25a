namespace Edlake.DataGen.Truth;

/// <summary>The figures of one cohort. Each learner enrolls in a cohort once at most, so enrollments count people.</summary>
internal struct CohortFigures
{
    public long Enrolled, Active, Cancelled, Deferred, Paid, RefundedInFull, Attended, DroppedOff, Marks, AttendedMarks;
    public MoneyFigures Money;
}
