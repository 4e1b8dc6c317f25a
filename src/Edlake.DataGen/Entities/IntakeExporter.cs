using Edlake.DataGen.Files;
using Edlake.DataGen.Quirks;

namespace Edlake.DataGen.Entities;

/// <summary>Writes an intake's clean rows, entity by entity; what goes wrong on the way is the planters' affair.</summary>
internal sealed class IntakeExporter(IReadOnlyDictionary<string, QuirkPlanter> planters)
{
    private readonly FieldRow _row = new();
    private readonly QuirkPlanter _cohorts = planters[ExportShape.Cohorts.Entity];
    private readonly QuirkPlanter _sessions = planters[ExportShape.Sessions.Entity];
    private readonly QuirkPlanter _users = planters[ExportShape.Users.Entity];
    private readonly QuirkPlanter _enrollments = planters[ExportShape.Enrollments.Entity];
    private readonly QuirkPlanter _payments = planters[ExportShape.Payments.Entity];
    private readonly QuirkPlanter _marks = planters[ExportShape.SessionsAttended.Entity];

    public void Write(Intake intake)
    {
        foreach (var cohort in intake.Cohorts)
        {
            _cohorts.Write(_row.Set(cohort));
            for (var session = 0; session < cohort.SessionCount; session++) _sessions.Write(_row.SetSession(cohort, session));
        }
        foreach (var learner in intake.Learners) _users.Write(_row.Set(learner));
        foreach (var enrollment in intake.Enrollments)
        {
            var (learner, cohort) = (intake.Learners[enrollment.Learner], intake.Cohorts[enrollment.Cohort]);
            _enrollments.Write(_row.Set(enrollment, learner, cohort));
            for (var session = 0; session < enrollment.MarkedSessions; session++)
                _marks.Write(_row.SetMark(enrollment, learner, cohort, session));
        }
        foreach (var payment in intake.Payments)
        {
            var enrollment = intake.Enrollments[payment.Enrollment];
            _payments.Write(_row.Set(payment, intake.Learners[enrollment.Learner], intake.Cohorts[enrollment.Cohort]));
        }
    }
}
