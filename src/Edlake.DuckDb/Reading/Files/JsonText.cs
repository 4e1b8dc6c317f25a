using System.Text.Encodings.Web;
using System.Text.Json;

namespace Edlake.DuckDb.Reading.Files;

/// <summary>Texts as JSON.</summary>
internal static class JsonText
{
    /// <summary>A JSON string.</summary>
    internal static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
