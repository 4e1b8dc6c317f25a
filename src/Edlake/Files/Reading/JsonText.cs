using System.Text.Encodings.Web;
using System.Text.Json;

namespace Edlake.Files.Reading;

/// <summary>Texts as JSON.</summary>
public static class JsonText
{
    /// <summary>A JSON string.</summary>
    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
