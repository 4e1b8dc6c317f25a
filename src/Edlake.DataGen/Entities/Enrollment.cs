namespace Edlake.DataGen.Entities;

/// <summary>
/// A learner's place in a cohort. <see cref="Learner"/> and <see cref="Cohort"/> are positions within the intake.
/// Marks exist for the first <see cref="MarkedSessions"/> sessions; bit i of <see cref="Attended"/> says session i was attended.
/// </summary>
internal readonly record struct Enrollment(
    long Number, int Learner, int Cohort, long EnrolledAt, EnrollmentStatus Status, int MarkedSessions, uint Attended);
