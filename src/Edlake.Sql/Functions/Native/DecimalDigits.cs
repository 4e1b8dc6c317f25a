using System.Globalization;
using System.Numerics;

namespace Edlake.Sql.Functions.Native;

/// <summary>The digits of a number without its sign: 0.<paramref name="Digits"/> × 10^<paramref name="Point"/>, no zeros at either end; none for zero.</summary>
internal readonly record struct DecimalDigits(string Digits, int Point)
{
    /// <summary>Of a number as text, with or without an exponent.</summary>
    internal static DecimalDigits Of(string text)
    {
        var exponentAt = text.IndexOf('E', StringComparison.OrdinalIgnoreCase);
        var plain = (exponentAt < 0 ? text : text[..exponentAt]).TrimStart('-');
        var exponent = exponentAt < 0 ? 0 : int.Parse(text[(exponentAt + 1)..], CultureInfo.InvariantCulture);
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        var figures = plain.Replace(".", "", StringComparison.Ordinal);
        var digits = figures.TrimStart('0');
        return digits.Length == 0
            ? new DecimalDigits("", 0)
            : new DecimalDigits(digits.TrimEnd('0'), (point < 0 ? plain.Length : point) - (figures.Length - digits.Length) + exponent);
    }

    /// <summary>The shortest digits that stand for the number.</summary>
    internal static DecimalDigits Of(double value) => Of(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));

    /// <summary>The first <paramref name="count"/> digits, rounded half up.</summary>
    internal DecimalDigits HalfUp(int count) => count >= Digits.Length ? this : count < 0 ? new DecimalDigits("", 0) : Cut(count, Digits[count] >= '5');

    /// <summary>With so many digits after the point, rounded half even. Of a floating number that only looks like a tie, its exact value decides.</summary>
    internal DecimalDigits HalfEven(int fraction, double? exact)
    {
        var count = Point + fraction;
        if (count >= Digits.Length)
            return this;
        if (count < 0)
            return new DecimalDigits("", 0);
        var isTie = Digits[count] == '5' && count == Digits.Length - 1;
        if (!isTie)
            return Cut(count, Digits[count] >= '5');
        var side = exact is { } value ? CompareExact(value) : 0;
        return Cut(count, side > 0 || (side == 0 && count > 0 && (Digits[count - 1] - '0') % 2 == 1));
    }

    /// <summary>Digits with the point, exactly <paramref name="fraction"/> of them after it, at least one before.</summary>
    internal string Fixed(int fraction)
    {
        var whole = Point > 0 ? Digits.PadRight(Point, '0')[..Point] : "0";
        var rest = Point > 0 ? Digits[Math.Min(Point, Digits.Length)..] : Digits.Length == 0 ? "" : new string('0', -Point) + Digits;
        return fraction == 0 ? whole : $"{whole}.{rest.PadRight(fraction, '0')[..fraction]}";
    }

    // Which side of the shortest digits the binary number lies on.
    private int CompareExact(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var (field, fraction) = ((int)(bits >> 52), bits & 0xFFFFFFFFFFFFF);
        var binary = field == 0 ? -1074 : field - 1075;
        BigInteger mantissa = field == 0 ? fraction : fraction | 0x10000000000000;
        var figures = BigInteger.Parse(Digits, CultureInfo.InvariantCulture);
        var exponent = Point - Digits.Length;
        var left = mantissa * BigInteger.Pow(2, Math.Max(binary, 0)) * BigInteger.Pow(10, Math.Max(-exponent, 0));
        var right = figures * BigInteger.Pow(10, Math.Max(exponent, 0)) * BigInteger.Pow(2, Math.Max(-binary, 0));
        return left.CompareTo(right);
    }

    private DecimalDigits Cut(int count, bool up)
    {
        if (!up)
        {
            var kept = Digits[..count].TrimEnd('0');
            return new DecimalDigits(kept, kept.Length == 0 ? 0 : Point);
        }

        var stem = Digits[..count].TrimEnd('9');
        return stem.Length == 0 ? new DecimalDigits("1", Point + 1) : new DecimalDigits(stem[..^1] + (char)(stem[^1] + 1), Point);
    }
}
