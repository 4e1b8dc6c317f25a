using System.Buffers.Binary;

namespace Edlake.Delta.DeletionVectors;

/// <summary>Base 85 in ZeroMQ's alphabet (Z85), as the log writes identifiers and inline vectors: five characters for four bytes.</summary>
internal static class Base85
{
    /// <summary>Characters of an encoded identifier of 16 bytes.</summary>
    public const int EncodedGuidLength = 20;

    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";

    /// <summary>Decodes. Errors: FormatException.</summary>
    public static byte[] Decode(string text)
    {
        if (text.Length % 5 != 0)
            throw new FormatException("base 85 text must be a multiple of five characters long");
        var bytes = new byte[text.Length / 5 * 4];
        for (var block = 0; block < text.Length / 5; block++)
        {
            ulong value = 0;
            foreach (var c in text.AsSpan(block * 5, 5))
            {
                var digit = Alphabet.IndexOf(c);
                value = digit >= 0 ? (value * 85) + (ulong)digit : throw new FormatException($"'{c}' is not of base 85");
            }
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(block * 4), value <= uint.MaxValue ? (uint)value : throw new FormatException("base 85 block too large"));
        }
        return bytes;
    }
}
