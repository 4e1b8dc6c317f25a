namespace Edlake.Spark.Reading;

/// <summary>The last line of a file, by which a record is known that the end of the file cuts off within quotes.</summary>
/// <param name="LastLine">Its text, without the line break.</param>
/// <param name="Cut">Where a quote in it is left open, its fields, joined with <see cref="Separator"/>; null otherwise.</param>
internal sealed record FileEnd(string LastLine, string? Cut)
{
    /// <summary>Stands between fields; no text has it as a rule.</summary>
    internal const string Separator = "\u0001";
}
