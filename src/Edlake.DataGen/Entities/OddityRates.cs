using Edlake.DataGen.Quirks;

namespace Edlake.DataGen.Entities;

/// <summary>How often real life breaks the expected order of things, in parts per million. The rows are good; a query that trusts the order is not.</summary>
internal sealed record OddityRates(int EnrolledBeforeSignUp, int SessionsAfterCohortEnd, int AttendedWithoutPayment)
{
    public static OddityRates For(QuirkLevel level) => level switch
    {
        QuirkLevel.None => new OddityRates(0, 0, 0),
        QuirkLevel.Default => new OddityRates(30_000, 200_000, 400_000),
        _ => new OddityRates(250_000, 600_000, 800_000),
    };
}
