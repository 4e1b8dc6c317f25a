namespace Edlake.Spark.Connect.Errors;

/// <summary>A message of Spark's taken apart: what it says, and what stands behind the SQLSTATE (positions, the plan).</summary>
internal sealed record ServerMessage(string Text, string Rest)
{
    internal static ServerMessage Of(string message, string errorClass, string? sqlState)
    {
        var prefix = $"[{errorClass}] ";
        // The parser's messages begin with an empty line.
        var text = message.TrimStart();
        text = text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : text;
        var mark = sqlState is null ? -1 : text.LastIndexOf($" SQLSTATE: {sqlState}", StringComparison.Ordinal);
        return mark < 0 ? new ServerMessage(text, "") : new ServerMessage(text[..mark], text[mark..]);
    }
}
