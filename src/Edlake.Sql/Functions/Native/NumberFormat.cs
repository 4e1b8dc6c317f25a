using System.Collections.Concurrent;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Sql.Functions.Native;

/// <summary>A format of to_number and to_char: <c>S$9,999.00</c>.</summary>
internal sealed record NumberFormat(string Text, IReadOnlyList<NumberFormatPart> Parts)
{
    private const string Structure = "`[MI|S]` `[$]` `[0|9|G|,]*` `[.|D]` `[0|9]*` `[$]` `[PR|MI|S]`";

    private static readonly ConcurrentDictionary<string, NumberFormat> Known = new(StringComparer.Ordinal);

    private static readonly IReadOnlyList<NumberFormatKind[]> Order =
    [
        [NumberFormatKind.Opening],
        [NumberFormatKind.Minus, NumberFormatKind.PlusOrMinus],
        [NumberFormatKind.Dollar],
        [NumberFormatKind.Digits],
        [NumberFormatKind.Point],
        [NumberFormatKind.Digits],
        [NumberFormatKind.Dollar],
        [NumberFormatKind.Minus, NumberFormatKind.PlusOrMinus, NumberFormatKind.Closing],
    ];

    /// <summary>How many digits a number of this format has, and how many of them after the point.</summary>
    internal (int Precision, int Scale) Size { get; } = (Parts.Sum(part => part.Count), Parts.SkipWhile(part => part.Kind != NumberFormatKind.Point).Sum(part => part.Count));

    private int PointAt => IndexOf(NumberFormatKind.Point);

    /// <summary>Reads a format, whatever its case, without checking it.</summary>
    internal static NumberFormat Of(string text) => Known.GetOrAdd(text.ToUpperInvariant(), upper => new NumberFormat(upper, NumberFormatSyntax.Parts(upper)));

    /// <summary>The type to_number gives.</summary>
    internal DecimalType NumberType(SourceSpan span) => Size.Precision <= DecimalType.MaxPrecision
        ? new DecimalType(Size.Precision, Size.Scale)
        : throw new SqlException("DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION", "22003", $"Decimal precision {Size.Precision} exceeds max precision {DecimalType.MaxPrecision}.", span, "Leave digits out of the format.");

    /// <summary>Raises what Spark finds wrong with the format, in its order.</summary>
    internal void Check(SourceSpan span)
    {
        var (subclass, message) = Fault();
        if (subclass.Length > 0)
            throw new SqlException($"INVALID_FORMAT.{subclass}", "42601", $"The format is invalid: '{Text}'. {message}", span, "Correct the format.");
    }

    private (string Subclass, string Message) Fault()
    {
        var (digits, dollar, point) = (IndexOf(NumberFormatKind.Digits), IndexOf(NumberFormatKind.Dollar), PointAt);
        if (Text.Length == 0)
            return ("EMPTY", "The number format string cannot be empty.");
        if (digits < 0)
            return ("WRONG_NUM_DIGIT", "The format string requires at least one number digit.");
        if (digits < dollar)
            return ("CUR_MUST_BEFORE_DIGIT", "Currency characters must appear before digits in the number format.");
        if (point >= 0 && point < dollar)
            return ("CUR_MUST_BEFORE_DEC", "Currency characters must appear before any decimal point in the number format.");
        if (Parts.Where((_, i) => point < 0 || i < point).Any(part => HasLooseSeparator(part.Runs)))
            return ("CONT_THOUSANDS_SEPS", "Thousands separators (, or G) must have digits in between them in the number format.");
        if (Parts.Where((_, i) => point >= 0 && i > point).Any(part => part.Runs.Any(run => run.IsSeparator)))
            return ("THOUSANDS_SEPS_MUST_BEFORE_DEC", "Thousands separators (, or G) may not appear after the decimal point in the number format.");
        NumberFormatKind[] singles = [NumberFormatKind.Point, NumberFormatKind.PlusOrMinus, NumberFormatKind.Minus, NumberFormatKind.Dollar, NumberFormatKind.Closing];
        if (singles.Select(kind => Parts.Where(part => part.Kind == kind).ToList()).FirstOrDefault(same => same.Count > 1) is { } twice)
            return ("WRONG_NUM_TOKEN", $"At most one {twice[0].Name} is allowed in the number format.");
        return Misplaced() is { } part ? ("UNEXPECTED_TOKEN", $"Found the unexpected {part.Name} in the format string; the structure of the format string must match: {Structure}.") : ("", "");
    }

    private static bool HasLooseSeparator(IReadOnlyList<DigitRun> runs) =>
        runs.Where((run, i) => run.IsSeparator && (i == 0 || i == runs.Count - 1 || runs[i - 1].IsSeparator || runs[i + 1].IsSeparator)).Any();

    private NumberFormatPart? Misplaced()
    {
        var next = 0;
        foreach (var allowed in Order)
            next += next < Parts.Count && allowed.Contains(Parts[next].Kind) ? 1 : 0;
        return next < Parts.Count ? Parts[next] : null;
    }

    private int IndexOf(NumberFormatKind kind) => Parts.Select(part => part.Kind).ToList().IndexOf(kind);
}
