using System.Numerics;
using Edlake.DataGen.Entities;
using Edlake.DataGen.Files;

namespace Edlake.DataGen.Truth;

/// <summary>How cohorts and courses do: the tables <c>cohort_performance</c>, <c>session_attendance</c> and <c>course_performance</c>.</summary>
internal sealed class CohortTruth(bool keepsRows, int courseCount)
{
    private readonly TruthTable _cohorts = new("cohort_performance", true,
        "cohort_id", "course_id", "capacity", "enrolled_count", "active_count", "cancelled_count", "deferred_count", "paid_count",
        "refunded_in_full_count", "attended_count", "dropped_off_count", "fill_rate", "paid_rate", "attendance_rate",
        "gross_amount_gbp", "refund_amount_gbp", "net_amount_gbp");

    private readonly TruthTable _sessions = new("session_attendance", keepsRows,
        "session_id", "cohort_id", "session_number", "session_date", "marked_count", "attended_count", "attendance_rate");

    private readonly CourseFigures[] _courses = new CourseFigures[courseCount];
    private CohortFigures[] _figures = [];
    private long[] _marked = [];
    private long[] _attended = [];
    private uint[] _enrolledCourses = [];
    private uint[] _paidCourses = [];

    public void Add(Intake intake, IntakeFigures figures)
    {
        _figures = new CohortFigures[intake.Cohorts.Count];
        _marked = new long[intake.Cohorts.Count * 32];
        _attended = new long[intake.Cohorts.Count * 32];
        _enrolledCourses = new uint[intake.Learners.Count];
        _paidCourses = new uint[intake.Learners.Count];
        for (var position = 0; position < intake.Enrollments.Count; position++)
            Add(intake, intake.Enrollments[position], figures.Enrollments[position]);
        foreach (var payment in intake.Payments) _figures[intake.Enrollments[payment.Enrollment].Cohort].Money.Add(payment);
        for (var position = 0; position < intake.Cohorts.Count; position++) Finish(position, intake.Cohorts[position]);
        CountLearnersByCourse();
    }

    public void WriteTo(System.Text.Json.Utf8JsonWriter truth)
    {
        _cohorts.WriteTo(truth);
        _sessions.WriteTo(truth);
        Courses().WriteTo(truth);
    }

    private void Add(Intake intake, in Enrollment enrollment, in EnrollmentFigures enrolled)
    {
        ref var cohort = ref _figures[enrollment.Cohort];
        cohort.Enrolled++;
        switch (enrollment.Status)
        {
            case EnrollmentStatus.Active: cohort.Active++; break;
            case EnrollmentStatus.Cancelled: cohort.Cancelled++; break;
            default: cohort.Deferred++; break;
        }
        if (enrolled.IsPaid) cohort.Paid++;
        if (enrolled.IsRefundedInFull) cohort.RefundedInFull++;
        if (enrolled.IsDroppedOff) cohort.DroppedOff++;
        if (enrollment.Attended != 0) cohort.Attended++;
        cohort.Marks += enrollment.MarkedSessions;
        cohort.AttendedMarks += BitOperations.PopCount(enrollment.Attended);
        for (var session = 0; session < enrollment.MarkedSessions; session++)
        {
            _marked[(enrollment.Cohort * 32) + session]++;
            _attended[(enrollment.Cohort * 32) + session] += enrollment.Attended >> session & 1;
        }
        var course = 1u << intake.Cohorts[enrollment.Cohort].Course;
        _enrolledCourses[enrollment.Learner] |= course;
        if (enrolled.IsPaid) _paidCourses[enrollment.Learner] |= course;
    }

    private void Finish(int position, in Cohort cohort)
    {
        ref readonly var figures = ref _figures[position];
        ref var course = ref _courses[cohort.Course];
        course.Cohorts++;
        course.Marks += figures.Marks;
        course.AttendedMarks += figures.AttendedMarks;
        course.NetPence += figures.Money.NetPence;

        _cohorts.Begin().Code('H', cohort.Number, Codes.CohortWidth)
            .Code('C', Catalogue.Courses[cohort.Course].Number, Codes.CourseWidth)
            .Number(cohort.Capacity).Number(figures.Enrolled).Number(figures.Active).Number(figures.Cancelled).Number(figures.Deferred)
            .Number(figures.Paid).Number(figures.RefundedInFull).Number(figures.Attended).Number(figures.DroppedOff)
            .Rate(figures.Enrolled, cohort.Capacity).Rate(figures.Paid, figures.Enrolled).Rate(figures.AttendedMarks, figures.Marks)
            .Money(figures.Money.GrossPence).Money(figures.Money.RefundPence).Money(figures.Money.NetPence).End();
        for (var session = 0; session < cohort.SessionCount; session++)
        {
            var (marked, attended) = (_marked[(position * 32) + session], _attended[(position * 32) + session]);
            _sessions.Begin().Code('S', cohort.FirstSession + session, Codes.SessionWidth).Code('H', cohort.Number, Codes.CohortWidth)
                .Number(session + 1, isTotalled: false).Date(CalendarText.DayOf(cohort.SessionAt(session)))
                .Number(marked).Number(attended).Rate(attended, marked).End();
        }
    }

    private void CountLearnersByCourse()
    {
        for (var learner = 0; learner < _enrolledCourses.Length; learner++)
        {
            for (var courses = _enrolledCourses[learner]; courses != 0; courses &= courses - 1)
                _courses[BitOperations.TrailingZeroCount(courses)].Enrolled++;
            for (var courses = _paidCourses[learner]; courses != 0; courses &= courses - 1)
                _courses[BitOperations.TrailingZeroCount(courses)].Paid++;
        }
    }

    private TruthTable Courses()
    {
        var table = new TruthTable("course_performance", true,
            "course_id", "course_name", "level", "cohort_count", "enrolled_count", "paid_count", "attendance_rate", "net_amount_gbp");
        for (var index = 0; index < _courses.Length; index++)
        {
            var course = Catalogue.Courses[index];
            ref readonly var figures = ref _courses[index];
            table.Begin().Code('C', course.Number, Codes.CourseWidth).Text(course.Name).Text(course.Level).Number(figures.Cohorts)
                .Number(figures.Enrolled).Number(figures.Paid).Rate(figures.AttendedMarks, figures.Marks).Money(figures.NetPence).End();
        }
        return table;
    }

    private struct CourseFigures
    {
        public long Cohorts, Enrolled, Paid, Marks, AttendedMarks, NetPence;
    }
}
