using System.Text;
using Edlake.Diagnostics;

namespace Edlake.Files.Reading;

/// <summary>Encodings of raw files by the names that Java gives them, which are those of the IANA registry, as .NET's are.</summary>
public static class TextEncodings
{
    /// <summary>Whether a name means UTF-8 or what is a part of it.</summary>
    public static bool IsUtf8(string name) => name.ToUpperInvariant() is "UTF-8" or "UTF8" or "US-ASCII" or "ASCII";

    /// <summary>The encoding of a name, strict about bytes that are no text. Errors: INVALID_PARAMETER_VALUE.CHARSET.</summary>
    public static Encoding Find(string name) => Known(name)
        ?? throw new EdlakeException("INVALID_PARAMETER_VALUE.CHARSET", $"The encoding '{name}' is not known.", "Name it as Java does, e.g. ISO-8859-1, windows-1252 or UTF-16LE.");

    private static Encoding? Known(string name)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
                ?? Encoding.GetEncoding(name, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback);
        }
        catch (ArgumentException)
        {
            return null; // .NET's way to say that it knows no encoding of the name.
        }
    }
}
