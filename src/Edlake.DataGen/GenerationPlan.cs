using Edlake.DataGen.Entities;
using Edlake.DataGen.Truth;

namespace Edlake.DataGen;

/// <summary>How much is to be made, over which months.</summary>
internal sealed record GenerationPlan(long ExpectedLearners, long? AttendanceRows, int CourseCount, Timeline Timeline)
{
    /// <summary>Marks per learner over a large school, used only to guess how many learners give so many marks.</summary>
    private const double MarksPerLearner = 5.0;

    public static GenerationPlan For(GeneratorOptions options)
    {
        var learners = options.AttendanceRows is { } rows ? Math.Max(1, (long)(rows / MarksPerLearner)) : options.Learners;
        var intakes = (int)((learners + IntakeFactory.LearnersPerIntake - 1) / IntakeFactory.LearnersPerIntake);
        return new GenerationPlan(learners, options.AttendanceRows, Catalogue.CourseCount(learners), Timeline.For(learners, intakes));
    }

    public bool IsDone(CleanRows made) => AttendanceRows is { } rows ? made.Marks >= rows : made.Users >= ExpectedLearners;

    public int LearnersOf(CleanRows made) =>
        AttendanceRows is null ? (int)Math.Min(IntakeFactory.LearnersPerIntake, ExpectedLearners - made.Users) : IntakeFactory.LearnersPerIntake;

    public double FractionDone(CleanRows made) =>
        Math.Min(1, AttendanceRows is { } rows ? (double)made.Marks / rows : (double)made.Users / ExpectedLearners);
}
