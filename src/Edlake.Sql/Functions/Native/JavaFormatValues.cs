using System.Globalization;
using System.Numerics;
using System.Text;
using Edlake.Sql.Types;

namespace Edlake.Sql.Functions.Native;

/// <summary>One argument of format_string by its specifier.</summary>
internal static class JavaFormatValues
{
    // The names Java's messages give to the types.
    private static readonly Dictionary<char, string> Names = new()
    {
        ['b'] = "java.lang.Boolean",
        ['y'] = "java.lang.Byte",
        ['h'] = "java.lang.Short",
        ['i'] = "java.lang.Integer",
        ['l'] = "java.lang.Long",
        ['f'] = "java.lang.Float",
        ['d'] = "java.lang.Double",
        ['m'] = "org.apache.spark.sql.types.Decimal",
        ['s'] = "org.apache.spark.unsafe.types.UTF8String",
    };

    internal static string Write(JavaFormatSpecifier specifier, char type, string? value)
    {
        switch (specifier.Conversion)
        {
            case 'b':
                return specifier.Written(value is null ? "false" : type == 'b' ? value : "true");
            case 'a':
                throw JavaFormatErrors.Unsupported("hexadecimal floating-point numbers (%a)");
            case var _ when value is null:
                return specifier.Written("null");
            case 's':
                return specifier.Written(Text(type, value));
            case 'h':
                return specifier.Written(Hash(type, value).ToString("x", CultureInfo.InvariantCulture));
            case 'c' when type is 'y' or 'h' or 'i':
                return specifier.Written(Character(int.Parse(value, CultureInfo.InvariantCulture)));
            case 'd' or 'o' or 'x' when type is 'y' or 'h' or 'i' or 'l':
                return Whole(specifier, type, long.Parse(value, CultureInfo.InvariantCulture));
            case 'e' or 'f' or 'g' when type is 'f' or 'd':
                return JavaFormatFloats.Write(specifier, Floating(type, value));
            default:
                throw JavaFormatErrors.Wrong($"{specifier.Conversion} != {Names[type]}");
        }
    }

    private static double Floating(char type, string value) => type == 'f' ? float.Parse(value, CultureInfo.InvariantCulture) : double.Parse(value, CultureInfo.InvariantCulture);

    private static string Text(char type, string value) => type switch
    {
        'f' => JavaNumber.Text((float)Floating(type, value)),
        'd' => JavaNumber.Text(Floating(type, value)),
        'm' => DecimalText(value),
        _ => value,
    };

    // Java goes over to an exponent where more than five zeros would follow the point.
    private static string DecimalText(string value)
    {
        var point = value.IndexOf('.', StringComparison.Ordinal);
        var scale = point < 0 ? 0 : value.Length - point - 1;
        var unscaled = BigInteger.Parse(value.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture);
        var exponent = digits.Length - 1 - scale;
        if (exponent >= -6)
            return new DecimalValue(unscaled, scale).ToString();
        return $"{(unscaled.Sign < 0 ? "-" : "")}{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}E{exponent}";
    }

    private static int Hash(char type, string value)
    {
        switch (type)
        {
            case 'b':
                return value == "true" ? 1231 : 1237;
            case 'f':
                return BitConverter.SingleToInt32Bits((float)Floating(type, value));
            case 'd' or 'l':
                var bits = type == 'l' ? long.Parse(value, CultureInfo.InvariantCulture) : BitConverter.DoubleToInt64Bits(Floating(type, value));
                return (int)(bits ^ (long)((ulong)bits >> 32));
            case 's':
                return (int)SparkHashes.MurmurText(value, 42);
            case 'm':
                throw JavaFormatErrors.Unsupported("the hash code of a DECIMAL (%h)");
            default:
                return int.Parse(value, CultureInfo.InvariantCulture);
        }
    }

    private static string Character(int code) => code switch
    {
        < 0 or > 0x10FFFF => throw JavaFormatErrors.Wrong($"Code point = 0x{code:x}"),
        >= 0xD800 and < 0xE000 => "?",
        _ => new Rune(code).ToString(),
    };

    private static string Whole(JavaFormatSpecifier specifier, char type, long value)
    {
        if (specifier.Conversion == 'd')
            return JavaFormatFloats.Signed(specifier, value < 0, value.ToString(CultureInfo.InvariantCulture).TrimStart('-'), "");
        specifier.Forbid("( +");
        var unsigned = type switch { 'y' => value & 0xFF, 'h' => value & 0xFFFF, 'i' => value & 0xFFFFFFFF, _ => value };
        var isOctal = specifier.Conversion == 'o';
        var digits = isOctal ? Convert.ToString(unsigned, 8) : unsigned.ToString("x", CultureInfo.InvariantCulture);
        var mark = !specifier.Has('#') ? "" : isOctal ? "0" : "0x";
        var padded = mark + (specifier.Has('0') ? digits.PadLeft(Math.Max(specifier.Width - mark.Length, 0), '0') : digits);
        return specifier.Justified(specifier.IsUpper ? padded.ToUpperInvariant() : padded);
    }
}
