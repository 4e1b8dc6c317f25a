namespace Edlake.Spark.Reading;

/// <summary>Texts whose bytes are no UTF-8.</summary>
internal static class TornText
{
    /// <summary>Such a text, given as SQL, with a question mark for what is no character.</summary>
    internal static string Repaired(string text) => $"replace(make_valid_utf8({text}), '\\uFFFD', '?')";
}
