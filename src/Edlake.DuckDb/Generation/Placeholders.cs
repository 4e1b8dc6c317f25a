using System.Globalization;
using System.Text;

namespace Edlake.DuckDb.Generation;

/// <summary>
/// Marks that stand for arguments while a function writes its SQL, so that it is seen how often each is used before the text is put in.
/// </summary>
internal static class Placeholders
{
    private const char Mark = '\u0001';

    internal static string Of(int index) => string.Create(CultureInfo.InvariantCulture, $"{Mark}{index}{Mark}");

    internal static int Count(string template, int index)
    {
        var mark = Of(index);
        var count = 0;
        for (var at = template.IndexOf(mark, StringComparison.Ordinal); at >= 0; at = template.IndexOf(mark, at + mark.Length, StringComparison.Ordinal))
            count++;
        return count;
    }

    internal static string Fill(string template, IReadOnlyList<string> arguments)
    {
        var result = new StringBuilder(template);
        for (var i = 0; i < arguments.Count; i++)
            result.Replace(Of(i), arguments[i]);
        return result.ToString();
    }
}
