namespace Edlake.DataGen.Truth;

/// <summary>How far a learner has come.</summary>
internal enum LearnerStage
{
    SignedUp,
    Enrolled,
    Paid,
    Attending,
    DroppedOff,
    Completed,
}
