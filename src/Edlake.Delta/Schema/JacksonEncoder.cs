using System.Globalization;
using System.Text.Encodings.Web;

namespace Edlake.Delta.Schema;

/// <summary>
/// Escapes what Jackson (Spark's JSON library) escapes and nothing else: the quote, the backslash and the controls below the space. The
/// encoders that come with .NET escape characters beyond the basic plane too.
/// </summary>
internal sealed class JacksonEncoder : JavaScriptEncoder
{
    /// <summary>The only instance needed.</summary>
    public static JacksonEncoder Instance { get; } = new();

    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => 6;

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) => unicodeScalar is < ' ' or '"' or '\\';

    /// <inheritdoc/>
    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var span = new ReadOnlySpan<char>(text, textLength);
        for (var i = 0; i < span.Length; i++)
        {
            if (WillEncode(span[i]) || (char.IsSurrogate(span[i]) && !IsPair(span, ref i)))
                return i;
        }
        return -1;
    }

    /// <inheritdoc/>
    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        var written = unicodeScalar switch
        {
            '"' => "\\\"",
            '\\' => "\\\\",
            '\n' => "\\n",
            '\r' => "\\r",
            '\t' => "\\t",
            '\b' => "\\b",
            '\f' => "\\f",
            _ => "\\u" + unicodeScalar.ToString("X4", CultureInfo.InvariantCulture),
        };
        var fits = written.AsSpan().TryCopyTo(new Span<char>(buffer, bufferLength));
        numberOfCharactersWritten = fits ? written.Length : 0;
        return fits;
    }

    private static bool IsPair(ReadOnlySpan<char> text, ref int i)
    {
        if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
            return false;
        i++;
        return true;
    }
}
