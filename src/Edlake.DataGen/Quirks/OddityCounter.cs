using Edlake.DataGen.Entities;
using Edlake.DataGen.Files;
using Edlake.DataGen.Truth;

namespace Edlake.DataGen.Quirks;

/// <summary>Counts what is odd in the clean model itself: good rows in an order one might not expect.</summary>
internal static class OddityCounter
{
    public static void Count(Intake intake, IntakeFigures figures, QuirkLedger ledger)
    {
        foreach (var cohort in intake.Cohorts)
        {
            for (var session = 0; session < cohort.SessionCount; session++)
            {
                if (CalendarText.DayOf(cohort.SessionAt(session)) > cohort.EndDay)
                    ledger.Planted(ExportShape.Sessions.Entity, QuirkKind.SessionAfterCohortEnd);
            }
        }
        for (var position = 0; position < intake.Enrollments.Count; position++)
        {
            var enrollment = intake.Enrollments[position];
            if (enrollment.EnrolledAt < intake.Learners[enrollment.Learner].SignedUpAt)
                ledger.Planted(ExportShape.Enrollments.Entity, QuirkKind.EnrolledBeforeSignUp);
            if (enrollment.MarkedSessions > 0 && !figures.Enrollments[position].IsPaid)
                ledger.Planted(ExportShape.SessionsAttended.Entity, QuirkKind.AttendedWithoutPayment);
        }
    }
}
