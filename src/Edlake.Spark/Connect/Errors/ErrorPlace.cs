using System.Globalization;
using System.Text.RegularExpressions;
using Edlake.Spark.Connect.Protocol;
using Edlake.Sql.Diagnostics;
using ContextType = Edlake.Spark.Connect.Protocol.FetchErrorDetailsResponse.Types.QueryContext.Types.ContextType;

namespace Edlake.Spark.Connect.Errors;

/// <summary>Where in a statement's text Spark says an error arose.</summary>
internal static partial class ErrorPlace
{
    /// <summary>The place; null when it is not in this text, as with an error inside a view.</summary>
    /// <param name="contexts">What the server names, outermost text first.</param>
    /// <param name="rest">What stands behind the message, where parser and analyser put line and column.</param>
    /// <param name="statement">The text that was sent.</param>
    internal static SourceSpan? Of(IReadOnlyList<FetchErrorDetailsResponse.Types.QueryContext> contexts, string rest, string? statement)
    {
        if (statement is null)
            return null;
        if (contexts.Count == 0)
            return OfLine(rest, statement);
        var own = contexts.FirstOrDefault(context => context.ContextType == ContextType.Sql && context.ObjectType.Length == 0);
        return own is null || own.StartIndex < 0 || own.StopIndex < own.StartIndex || own.StopIndex >= statement.Length
            ? null
            : new SourceSpan(own.StartIndex, own.StopIndex - own.StartIndex + 1);
    }

    private static SourceSpan? OfLine(string rest, string statement)
    {
        var match = LineAndPosition().Match(rest);
        if (!match.Success)
            return null;
        var start = 0;
        for (var line = int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture); line > 1; line--)
        {
            start = statement.IndexOf('\n', start) + 1;
            if (start == 0)
                return null;
        }

        start += int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        return start <= statement.Length ? new SourceSpan(start, Math.Min(1, statement.Length - start)) : null;
    }

    // "(line 1, pos 7)" of the parser, "; line 1 pos 14;" of the analyser.
    [GeneratedRegex(@"\bline (\d{1,9}),? pos (\d{1,9})\b")]
    private static partial Regex LineAndPosition();
}
