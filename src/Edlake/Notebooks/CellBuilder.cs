using System.Text.RegularExpressions;
using Edlake.Sql.Diagnostics;

namespace Edlake.Notebooks;

/// <summary>Tells what kind of cell a text is, by the <c>%word</c> it may begin with.</summary>
/// <param name="language">The notebook's default language.</param>
internal sealed partial class CellBuilder(string language)
{
    /// <summary>The cell; null for one in which there is nothing to run: comments of another language, or <c>%skip</c>.</summary>
    internal NotebookCell? Build(int number, string? title, SourceText source)
    {
        var magic = Magic().Match(source.Text);
        var rest = magic.Success ? source.Slice(magic.Length, source.Text.Length - magic.Length) : source;
        var kind = magic.Success ? LanguageOf(magic.Groups["word"].Value) : language;
        switch (kind)
        {
            case "sql":
                return new SqlCell(number, title, rest);
            case "md" or "md-sandbox":
                return new MarkdownCell(number, title, rest.Text, source.PositionOf(0));
            case "run":
                return RunCommand.Read(number, title, source, rest);
            case "skip":
                return null;
            default:
                return IsOnlyComments(kind, rest.Text) ? null : new UnsupportedCell(number, title, kind, source.PositionOf(0));
        }
    }

    private static string LanguageOf(string word) => word == "py" ? "python" : word;

    private static bool IsOnlyComments(string kind, string text)
    {
        var comment = kind switch { "python" or "r" or "sh" => "#", "scala" => "//", _ => null };
        return comment is not null
            && text.Split('\n').Select(line => line.Trim()).All(line => line.Length == 0 || line.StartsWith(comment, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\s*%(?<word>[a-z]+(?:-[a-z]+)*)(?:[ \t]+|\r?\n|$)")]
    private static partial Regex Magic();
}
