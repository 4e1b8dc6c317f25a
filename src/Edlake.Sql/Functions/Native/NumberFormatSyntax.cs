namespace Edlake.Sql.Functions.Native;

/// <summary>Reads the text of a number format into its parts.</summary>
internal static class NumberFormatSyntax
{
    internal static IReadOnlyList<NumberFormatPart> Parts(string text)
    {
        var parts = new List<NumberFormatPart>();
        var (runs, isPastPoint, isWrapped) = (new List<DigitRun>(), false, false);
        for (var i = 0; i < text.Length;)
        {
            if (text[i] is '0' or '9' or ',' or 'G')
            {
                var length = Run(text, i);
                runs.Add(length == 0 ? DigitRun.Separator : new DigitRun(length, text[i] == '0' && !isPastPoint));
                i += Math.Max(length, 1);
                continue;
            }

            var part = Sign(text, i);
            Group(parts, runs);
            parts.Add(part);
            isPastPoint |= part.Kind == NumberFormatKind.Point;
            isWrapped |= part.Kind == NumberFormatKind.Closing;
            i += part.Kind is NumberFormatKind.Minus or NumberFormatKind.Closing ? 2 : 1;
        }

        Group(parts, runs);
        var openings = isWrapped ? parts.Where(part => part.Kind == NumberFormatKind.Closing).Select(_ => Plain(NumberFormatKind.Opening, "PR")) : [];
        return [.. openings, .. parts];
    }

    private static void Group(List<NumberFormatPart> parts, List<DigitRun> runs)
    {
        if (runs.Count > 0)
            parts.Add(new NumberFormatPart(NumberFormatKind.Digits, "digit sequence", [.. runs]));
        runs.Clear();
    }

    private static int Run(string text, int start)
    {
        var end = start;
        while (end < text.Length && text[end] is '0' or '9')
            end++;
        return end - start;
    }

    private static NumberFormatPart Sign(string text, int at) => text[at] switch
    {
        '.' or 'D' => Plain(NumberFormatKind.Point, ". or D"),
        '$' => Plain(NumberFormatKind.Dollar, "$"),
        'S' => Plain(NumberFormatKind.PlusOrMinus, "S"),
        'M' when at + 1 < text.Length && text[at + 1] == 'I' => Plain(NumberFormatKind.Minus, "MI"),
        'P' when at + 1 < text.Length && text[at + 1] == 'R' => Plain(NumberFormatKind.Closing, "PR"),
        var other => Plain(NumberFormatKind.Unknown, $"character '{other}''"),
    };

    private static NumberFormatPart Plain(NumberFormatKind kind, string name) => new(kind, name, []);
}
