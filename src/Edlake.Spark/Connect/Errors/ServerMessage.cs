namespace Edlake.Spark.Connect.Errors;

/// <summary>A message of Spark's taken apart: what it says, and what stands behind the SQLSTATE (positions, the plan).</summary>
internal sealed record ServerMessage(string Text, string Rest)
{
    internal static ServerMessage Of(string message, string errorClass, string? sqlState)
    {
        var prefix = $"[{errorClass}] ";
        var text = message.StartsWith(prefix, StringComparison.Ordinal) ? message[prefix.Length..] : message;
        var mark = sqlState is null ? -1 : text.LastIndexOf($" SQLSTATE: {sqlState}", StringComparison.Ordinal);
        return mark < 0 ? new ServerMessage(text, "") : new ServerMessage(text[..mark], text[mark..]);
    }
}
