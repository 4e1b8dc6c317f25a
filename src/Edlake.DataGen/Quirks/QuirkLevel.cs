namespace Edlake.DataGen.Quirks;

/// <summary>How much goes wrong in the exports.</summary>
public enum QuirkLevel
{
    /// <summary>Clean files. Refunds, instalments, failed payments and cancellations remain: they are business, not faults.</summary>
    None,

    /// <summary>The faults of an ordinary month.</summary>
    Default,

    /// <summary>About five times as many.</summary>
    Heavy,
}
