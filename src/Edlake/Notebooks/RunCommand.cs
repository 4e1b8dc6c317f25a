using System.Text.RegularExpressions;
using Edlake.Diagnostics;
using Edlake.Sql.Diagnostics;

namespace Edlake.Notebooks;

/// <summary>Reads <c>%run path $name="value" …</c>.</summary>
internal static partial class RunCommand
{
    /// <summary>The include that a cell asks for.</summary>
    /// <exception cref="EdlakeException">NOTEBOOK_SYNTAX_ERROR.</exception>
    internal static IncludeCell Read(int number, string? title, SourceText cell, SourceText command)
    {
        var lines = command.Text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).ToList();
        var isAlone = lines.Count > 0 && lines.Skip(1).All(line => line.StartsWith("--", StringComparison.Ordinal) || line[0] == '#');
        var match = isAlone ? Command().Match(lines[0]) : Match.Empty;
        if (!match.Success)
        {
            throw new EdlakeException(
                "NOTEBOOK_SYNTAX_ERROR", $"Cell {number} is not a %run that can be read.",
                "Write %run ../path/of/notebook $name=\"value\", alone in its cell.", cell.PositionOf(0));
        }

        var arguments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in match.Groups["name"].Captures.Zip(match.Groups["value"].Captures))
            arguments[name.Value] = Unquoted(value.Value);
        return new IncludeCell(number, title, Unquoted(match.Groups["path"].Value), arguments, cell.PositionOf(0));
    }

    private static string Unquoted(string text) =>
        text.Length > 1 && text[0] is '"' or '\'' && text[^1] == text[0] ? text[1..^1] : text;

    [GeneratedRegex("""^(?<path>"[^"]+"|'[^']+'|[^\s$]\S*)(?:\s+\$(?<name>\w+)\s*=\s*(?<value>"[^"]*"|'[^']*'|\S+))*$""")]
    private static partial Regex Command();
}
