using System.Globalization;
using System.Text;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Functions.Native;

/// <summary>A text read as a number by a format: to_number.</summary>
internal sealed class NumberFormatReader
{
    private readonly string _text;
    private readonly StringBuilder _whole = new();
    private readonly StringBuilder _fraction = new();
    private int _at;
    private bool _isPastPoint;
    private bool _isNegative;
    private bool _isOpen;
    private bool _isClosed;

    private NumberFormatReader(string text) => _text = text;

    /// <summary>The number in digits; null, or an error when <paramref name="strict"/>, where the text is not of the format.</summary>
    internal static string? Read(string text, string format, bool strict)
    {
        var parsed = NumberFormat.Of(format);
        var reader = new NumberFormatReader(text);
        if (parsed.Parts.All(reader.Takes) && reader._at == text.Length && reader._isOpen == reader._isClosed)
            return reader.Number(parsed);
        return strict ? throw Mismatch(text, parsed.Text) : null;
    }

    private static SqlException Mismatch(string text, string format) =>
        new("INVALID_FORMAT.MISMATCH_INPUT", "42601", $"The format is invalid: {format}. The input \"STRING\" {text} does not match the format.", hint: "Correct the format, or use try_to_number.");

    // No digits at all fail in Spark whether NULL is allowed or not.
    private string Number(NumberFormat format)
    {
        var fraction = _fraction.ToString().PadRight(format.Size.Scale, '0');
        if (_whole.Length + fraction.Length == 0)
            throw Mismatch(_text, format.Text);
        return $"{(_isNegative ? "-" : "")}{(_whole.Length == 0 ? "0" : _whole)}{(fraction.Length == 0 ? "" : "." + fraction)}";
    }

    // What is optional is passed over when the text does not have it; at the end of the text a dollar is, too.
    private bool Takes(NumberFormatPart part)
    {
        if (part.Kind == NumberFormatKind.Digits)
            return TakesDigits(part.Runs.Where(run => !run.IsSeparator).ToList());
        if (_at == _text.Length)
            return true;
        var next = _text[_at];
        switch (part.Kind, next)
        {
            case (NumberFormatKind.Point, '.'):
                _isPastPoint = true;
                break;
            case (NumberFormatKind.PlusOrMinus, '+') or (NumberFormatKind.Dollar, '$'):
                break;
            case (NumberFormatKind.PlusOrMinus or NumberFormatKind.Minus, '-'):
                _isNegative = !_isNegative;
                break;
            case (NumberFormatKind.Opening, '<'):
                _isOpen = true;
                break;
            case (NumberFormatKind.Closing, '>'):
                (_isClosed, _isNegative) = (true, !_isNegative);
                break;
            default:
                return part.Kind != NumberFormatKind.Dollar;
        }

        _at++;
        return part.Kind != NumberFormatKind.Closing || _isOpen;
    }

    // Groups are counted from the right, so that those at the left may be missing.
    private bool TakesDigits(IReadOnlyList<DigitRun> runs)
    {
        var groups = new List<int> { 0 };
        for (; _at < _text.Length && (char.IsDigit(_text[_at]) || _text[_at] == ',' || IsSpace(_text[_at])); _at++)
        {
            if (_text[_at] == ',')
                groups.Add(0);
            if (!char.IsDigit(_text[_at]))
                continue;
            groups[^1]++;
            (_isPastPoint ? _fraction : _whole).Append(CharUnicodeInfo.GetDecimalDigitValue(_text[_at]));
        }

        var counts = groups.AsEnumerable().Reverse().ToList();
        return counts.Count <= runs.Count && runs.Reverse().Select((run, i) => (run, count: i < counts.Count ? counts[i] : 0))
            .All(pair => pair.run.IsExact ? pair.count == pair.run.Count : pair.count <= pair.run.Count);
    }

    // Java's white space: not the spaces that do not break.
    private static bool IsSpace(char c) => c is >= '\u001c' and <= '\u001f' || (char.IsWhiteSpace(c) && c is not ('\u0085' or '\u00a0' or '\u2007' or '\u202f'));
}
