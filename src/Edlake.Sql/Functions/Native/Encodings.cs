using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Functions.Native;

/// <summary>Hexadecimal, base 64, character sets, digests, number bases.</summary>
internal static class Encodings
{
    internal static byte[]? Unhex(string text, bool strict)
    {
        var even = text.Length % 2 == 0 ? text : "0" + text;
        if (even.All(char.IsAsciiHexDigit))
            return System.Convert.FromHexString(even);
        return strict
            ? throw new SqlException("CONVERSION_INVALID_INPUT", "22018", $"The value '{text}' (\"STRING\") cannot be converted to \"BINARY\" because the value is malformed. Correct the value as per the syntax, or change its format. Use `try_to_binary` to tolerate malformed input and return NULL instead.")
            : null;
    }

    // Java's MIME form: lines of 76 characters.
    internal static string ToBase64(byte[] bytes)
    {
        var text = System.Convert.ToBase64String(bytes);
        return string.Join("\r\n", text.Chunk(76).Select(line => new string(line)));
    }

    // Java's MIME decoder passes over what is no digit.
    internal static byte[] FromBase64(string text)
    {
        var digits = new string([.. text.Where(character => char.IsAsciiLetterOrDigit(character) || character is '+' or '/')]);
        return System.Convert.FromBase64String(digits.PadRight((digits.Length + 3) / 4 * 4, '='));
    }

    internal static byte[] Encode(string text, string charset)
    {
        var bytes = Charset(charset, "encode").GetBytes(text);
        return charset.Equals("UTF-16", StringComparison.OrdinalIgnoreCase) ? [0xFE, 0xFF, .. bytes] : bytes;
    }

    internal static string Decode(byte[] bytes, string charset)
    {
        var isMarked = charset.Equals("UTF-16", StringComparison.OrdinalIgnoreCase) && bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..];
        var strict = (Encoding)(isMarked && bytes[0] == 0xFF ? Encoding.Unicode : Charset(charset, "decode")).Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        try
        {
            return strict.GetString(bytes.AsSpan(isMarked ? 2 : 0));
        }
        catch (DecoderFallbackException malformed)
        {
            throw new SqlException("MALFORMED_CHARACTER_CODING", "22000", $"Invalid value found when performing `decode` with {charset}", inner: malformed);
        }
    }

    internal static string? Sha2(byte[] bytes, long size) => size switch
    {
        0 or 256 => System.Convert.ToHexStringLower(SHA256.HashData(bytes)),
        384 => System.Convert.ToHexStringLower(SHA384.HashData(bytes)),
        512 => System.Convert.ToHexStringLower(SHA512.HashData(bytes)),
        224 => throw new SqlException("UNSUPPORTED_FEATURE.FUNCTION", "0A000", "The embedded engine has no SHA-224.", hint: "Use 256."),
        _ => null,
    };

    internal static long Crc32(byte[] bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320u;
        }

        return crc ^ 0xFFFFFFFFu;
    }

    internal static string Binary(long value) => System.Convert.ToString(value, 2);

    // As Hive's: digits up to the first that is none, 64 bits, and a negative target base for signed output.
    internal static string? Conv(string text, long from, long to)
    {
        if (from is < 2 or > 36 || Math.Abs(to) is < 2 or > 36 || text.Trim().Length == 0)
            return null;
        var trimmed = text.Trim();
        var negative = trimmed[0] == '-';
        var value = BigInteger.Zero;
        foreach (var character in negative ? trimmed[1..] : trimmed)
        {
            var digit = char.IsAsciiDigit(character) ? character - '0' : char.IsAsciiLetter(character) ? char.ToUpperInvariant(character) - 'A' + 10 : 99;
            if (digit >= from)
                break;
            value = value * from + digit;
        }

        var bits = (ulong)BigInteger.Min(value, ulong.MaxValue);
        if (negative && to > 0)
            bits = unchecked((ulong)-(long)bits);
        if (to > 0)
            return Digits(bits, (int)to);
        var signed = negative ? -(BigInteger)bits : unchecked((long)bits);
        return (signed.Sign < 0 ? "-" : "") + Digits((ulong)BigInteger.Abs(signed), (int)-to);
    }

    private static string Digits(ulong value, int radix)
    {
        var result = new StringBuilder();
        do
        {
            var digit = (int)(value % (ulong)radix);
            result.Insert(0, (char)(digit < 10 ? '0' + digit : 'A' + digit - 10));
            value /= (ulong)radix;
        }
        while (value > 0);
        return result.ToString();
    }

    private static Encoding Charset(string name, string function) => name.ToUpper(CultureInfo.InvariantCulture) switch
    {
        "UTF-8" => Encoding.UTF8,
        "US-ASCII" => Encoding.ASCII,
        "ISO-8859-1" => Encoding.Latin1,
        "UTF-16" or "UTF-16BE" => Encoding.BigEndianUnicode,
        "UTF-16LE" => Encoding.Unicode,
        "UTF-32" => new UTF32Encoding(bigEndian: true, byteOrderMark: false),
        _ => throw new SqlException(
            "INVALID_PARAMETER_VALUE.CHARSET", "22023", $"The value of parameter(s) `charset` in `{function}` is invalid: expects one of the iso-8859-1, us-ascii, utf-16, utf-16be, utf-16le, utf-32, utf-8, but got {name}."),
    };
}
