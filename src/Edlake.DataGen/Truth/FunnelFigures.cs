namespace Edlake.DataGen.Truth;

/// <summary>How many of those who signed up went how far.</summary>
internal struct FunnelFigures
{
    private long _signups;
    private long _enrolled;
    private long _paid;
    private long _attended;

    public void Add(in LearnerFigures learner)
    {
        _signups++;
        if (learner.FirstEnrolledAt is not null) _enrolled++;
        if (learner.FirstPaidAt is not null) _paid++;
        if (learner.FirstAttendedAt is not null) _attended++;
    }

    public readonly void WriteTo(System.Text.Json.Utf8JsonWriter truth)
    {
        truth.WriteNumber("signup_count", _signups);
        truth.WriteNumber("enrolled_count", _enrolled);
        truth.WriteNumber("paid_count", _paid);
        truth.WriteNumber("attended_count", _attended);
    }

    public readonly void WriteTo(TruthTable table) => table.Number(_signups).Number(_enrolled).Number(_paid).Number(_attended);
}
