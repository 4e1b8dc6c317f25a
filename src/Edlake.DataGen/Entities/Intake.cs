namespace Edlake.DataGen.Entities;

/// <summary>
/// A few cohorts that open together, and the learners who signed up for them. Nobody enrolls outside the own intake,
/// so every figure about a learner or a cohort is final when its intake is: that is what bounds the memory.
/// </summary>
internal sealed class Intake
{
    public List<Cohort> Cohorts { get; } = [];

    public List<Learner> Learners { get; } = [];

    public List<Enrollment> Enrollments { get; } = [];

    public List<Payment> Payments { get; } = [];

    public void Clear()
    {
        Cohorts.Clear();
        Learners.Clear();
        Enrollments.Clear();
        Payments.Clear();
    }
}
