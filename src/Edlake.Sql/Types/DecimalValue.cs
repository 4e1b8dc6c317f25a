using System.Globalization;
using System.Numerics;

namespace Edlake.Sql.Types;

/// <summary>An exact decimal of up to 38 digits, which .NET's own decimal cannot hold.</summary>
public readonly record struct DecimalValue(BigInteger Unscaled, int Scale)
{
    /// <summary>All digits of the scale, e.g. <c>-1.50</c>.</summary>
    public override string ToString()
    {
        var digits = BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture);
        if (Scale > 0)
        {
            digits = digits.PadLeft(Scale + 1, '0');
            digits = $"{digits[..^Scale]}.{digits[^Scale..]}";
        }

        return Unscaled.Sign < 0 ? "-" + digits : digits;
    }
}
