using System.Globalization;
using System.Text.RegularExpressions;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>Intervals written as text.</summary>
internal static partial class IntervalText
{
    private static readonly string[] DayTimeFields = ["day", "hour", "minute", "second"];
    private static readonly string[] YearMonthFields = ["year", "month"];

    /// <summary><c>'1-2' YEAR TO MONTH</c>, <c>'1 02:03:04.5' DAY TO SECOND</c> and the ranges within; null when it does not fit.</summary>
    internal static BoundLiteral? Range(string text, string from, string to)
    {
        text = text.Trim();
        var negative = text.StartsWith('-');
        var body = text.TrimStart('-', '+');
        if (from == "year" && to == "month")
        {
            var parts = body.Split('-');
            return parts.Length == 2 && int.TryParse(parts[0], out var years) && int.TryParse(parts[1], out var months)
                ? new BoundLiteral((negative ? -1 : 1) * (years * 12 + months), new YearMonthIntervalType(0, 1))
                : null;
        }

        var (first, last) = (Array.IndexOf(DayTimeFields, from), Array.IndexOf(DayTimeFields, to));
        if (first < 0 || last <= first)
            return null;
        var pieces = body.Split([' ', ':'], StringSplitOptions.RemoveEmptyEntries);
        if (pieces.Length != last - first + 1)
            return null;
        decimal total = 0;
        long[] sizes = [86_400_000_000, 3_600_000_000, 60_000_000, 1_000_000];
        for (var i = 0; i < pieces.Length; i++)
        {
            if (!decimal.TryParse(pieces[i], CultureInfo.InvariantCulture, out var amount))
                return null;
            total += amount * sizes[first + i];
        }

        return new BoundLiteral((long)(negative ? -total : total), new DayTimeIntervalType(first, last));
    }

    /// <summary><c>'3 days 4 hours'</c>.</summary>
    internal static BoundLiteral? Parse(string text)
    {
        var matches = Field().Matches(text);
        if (matches.Count == 0)
            return null;
        var fields = matches.Select(match => (
            (Syntax.Expression)new Syntax.StringExpression(match.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal)),
            match.Groups[2].Value.ToLowerInvariant().TrimEnd('s'))).ToList();
        return fields.All(part => YearMonthFields.Contains(part.Item2) || DayTimeFields.Contains(part.Item2) || part.Item2 is "week" or "quarter" or "millisecond" or "microsecond")
            ? Literals.Interval(new Syntax.IntervalExpression(fields, null))
            : null;
    }

    [GeneratedRegex(@"([+-]?\s*\d+(?:\.\d+)?)\s+([A-Za-z]+)")]
    private static partial Regex Field();
}
