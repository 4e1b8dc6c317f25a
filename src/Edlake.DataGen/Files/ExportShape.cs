namespace Edlake.DataGen.Files;

/// <summary>A raw entity: its name, which begins every file's name, and its columns in their usual order.</summary>
internal sealed record ExportShape(string Entity, ExportColumn[] Columns)
{
    private const string UserInfo = "user_info";

    public static readonly ExportShape Courses = new("courses",
        [new("course_id"), new("course_name"), new("level"), new("list_price_gbp", true)]);

    public static readonly ExportShape Cohorts = new("cohorts",
        [new("cohort_id"), new("course_id"), new("start_date"), new("end_date"), new("delivery_mode"), new("capacity", true)]);

    public static readonly ExportShape Sessions = new("sessions",
        [new("session_id"), new("cohort_id"), new("session_number", true), new("session_ts"), new("topic")]);

    public static readonly ExportShape Users = new("users",
        [
            new("user_id"), new("email", Group: UserInfo), new("signup_ts"), new("signup_source"),
            new("country", Group: UserInfo), new("city", Group: UserInfo),
        ]);

    public static readonly ExportShape Enrollments = new("enrollments",
        [new("enrollment_id"), new("user_id"), new("cohort_id"), new("enrolled_ts"), new("enrollment_status")]);

    public static readonly ExportShape Payments = new("payments",
        [
            new("payment_id"), new("user_id"), new("cohort_id"), new("amount_gbp", true), new("payment_ts"),
            new("payment_status"), new("payment_method"), new("currency"),
        ]);

    public static readonly ExportShape SessionsAttended = new("sessions_attended",
        [
            new("user_id"), new("cohort_id"), new("session_id"), new("session_number", true), new("session_ts"),
            new("attended_flag", true), new("attendance_marked_ts"),
        ]);

    public static readonly ExportShape[] All = [Users, Courses, Cohorts, Sessions, Enrollments, Payments, SessionsAttended];

    /// <summary>Where a column stands.</summary>
    public int this[string column]
    {
        get
        {
            var index = Array.FindIndex(Columns, candidate => candidate.Name == column);
            return index >= 0 ? index : throw new ArgumentException($"{Entity} has no column {column}.", nameof(column));
        }
    }
}
