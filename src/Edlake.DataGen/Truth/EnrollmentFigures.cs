namespace Edlake.DataGen.Truth;

/// <summary>What is known of one enrollment once its payments and marks are added up.</summary>
internal struct EnrollmentFigures
{
    public bool IsPaid;
    public long NetPence;
    public bool IsDroppedOff;
    public bool IsCompleted;

    public readonly bool IsRefundedInFull => IsPaid && NetPence <= 0;
}
