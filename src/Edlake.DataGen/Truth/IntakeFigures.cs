using Edlake.DataGen.Entities;

namespace Edlake.DataGen.Truth;

/// <summary>
/// The definitions of docs/metrics.md applied to one intake: what each enrollment and each learner amounts to. Reused for every intake.
/// </summary>
internal sealed class IntakeFigures
{
    private EnrollmentFigures[] _enrollments = [];
    private LearnerFigures[] _learners = [];
    private int[] _heldSessions = [];

    public ReadOnlySpan<EnrollmentFigures> Enrollments => _enrollments;

    public ReadOnlySpan<LearnerFigures> Learners => _learners;

    /// <summary>For each cohort of the intake, how many of its sessions have been held: those with at least one mark.</summary>
    public ReadOnlySpan<int> HeldSessions => _heldSessions;

    public void Measure(Intake intake)
    {
        Fit(ref _enrollments, intake.Enrollments.Count);
        Fit(ref _learners, intake.Learners.Count);
        Fit(ref _heldSessions, intake.Cohorts.Count);
        foreach (var enrollment in intake.Enrollments)
            _heldSessions[enrollment.Cohort] = Math.Max(_heldSessions[enrollment.Cohort], enrollment.MarkedSessions);
        foreach (var payment in intake.Payments) Add(payment, intake.Enrollments[payment.Enrollment].Learner);
        for (var position = 0; position < intake.Enrollments.Count; position++)
        {
            var enrollment = intake.Enrollments[position];
            Add(position, enrollment, intake.Cohorts[enrollment.Cohort]);
        }
    }

    private void Add(in Payment payment, int learner)
    {
        if (payment.Status == PaymentStatus.Failed) return;
        ref var enrollment = ref _enrollments[payment.Enrollment];
        enrollment.NetPence += payment.AmountPence;
        if (payment.Status != PaymentStatus.Success) return;
        enrollment.IsPaid = true;
        _learners[learner].FirstPaidAt = Earlier(_learners[learner].FirstPaidAt, payment.PaidAt);
    }

    private void Add(int position, in Enrollment enrollment, in Cohort cohort)
    {
        ref var learner = ref _learners[enrollment.Learner];
        learner.FirstEnrolledAt = Earlier(learner.FirstEnrolledAt, enrollment.EnrolledAt);
        for (var session = 0; session < enrollment.MarkedSessions; session++)
        {
            if ((enrollment.Attended >> session & 1) == 0) continue;
            var at = cohort.SessionAt(session);
            learner.FirstAttendedAt = Earlier(learner.FirstAttendedAt, at);
            learner.LastAttendedAt = Math.Max(learner.LastAttendedAt ?? at, at);
        }
        if (enrollment.Status != EnrollmentStatus.Active) return;

        var held = _heldSessions[enrollment.Cohort];
        // The last half of 7 sessions held is the last 4: sessions 4 to 7.
        var cameLately = enrollment.Attended >> (held / 2) != 0;
        ref var figures = ref _enrollments[position];
        figures.IsDroppedOff = held > 0 && !cameLately;
        figures.IsCompleted = cameLately && held == cohort.SessionCount;
        learner.HasDroppedOff |= figures.IsDroppedOff;
        learner.HasCompleted |= figures.IsCompleted;
        learner.IsStillAttending |= cameLately && held < cohort.SessionCount;
    }

    private static long Earlier(long? known, long other) => known is { } earliest ? Math.Min(earliest, other) : other;

    private static void Fit<T>(ref T[] array, int length)
    {
        if (array.Length == length) Array.Clear(array);
        else array = new T[length];
    }
}
