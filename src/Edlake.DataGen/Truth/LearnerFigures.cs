namespace Edlake.DataGen.Truth;

/// <summary>What is known of one learner over all enrollments.</summary>
internal struct LearnerFigures
{
    public long? FirstEnrolledAt;
    public long? FirstPaidAt;
    public long? FirstAttendedAt;
    public long? LastAttendedAt;
    public bool HasDroppedOff;
    public bool HasCompleted;
    public bool IsStillAttending;
}
