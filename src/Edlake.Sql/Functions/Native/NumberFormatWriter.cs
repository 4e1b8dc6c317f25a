using System.Text;

namespace Edlake.Sql.Functions.Native;

/// <summary>A decimal as text by a number format: to_char.</summary>
internal sealed class NumberFormatWriter
{
    private readonly StringBuilder _result = new();
    private readonly bool _isNegative;
    private readonly string _whole;
    private readonly string _fraction;
    private int _nextWhole;
    private int _nextFraction;
    private bool _isPastPoint;

    private NumberFormatWriter(string number, NumberFormat format)
    {
        var point = number.IndexOf('.', StringComparison.Ordinal);
        var whole = (point < 0 ? number : number[..point]).TrimStart('-', '0');
        var fraction = point < 0 ? "" : number[(point + 1)..].TrimEnd('0');
        var (precision, scale) = format.Size;
        if (whole.Length > precision - scale || fraction.Length > scale)
            (whole, fraction) = (new string('#', precision - scale), new string('#', scale));
        _isNegative = number.StartsWith('-') && number.Any(c => c is >= '1' and <= '9');
        _whole = whole.PadLeft(precision - scale);
        _fraction = fraction.PadRight(scale, '0');
    }

    internal static string Write(string number, string format)
    {
        var parsed = NumberFormat.Of(format);
        var writer = new NumberFormatWriter(number, parsed);
        foreach (var part in parsed.Parts)
            writer.Write(part);
        writer.BlankLonePoint();
        var text = writer._result.ToString();
        return text is "" or "+" or "-" ? "0" : text;
    }

    private void Write(NumberFormatPart part)
    {
        switch (part.Kind)
        {
            case NumberFormatKind.Digits:
                foreach (var run in part.Runs)
                    Write(run);
                break;
            case NumberFormatKind.Point:
                Point();
                break;
            case NumberFormatKind.Dollar:
                _result.Append('$');
                break;
            case NumberFormatKind.PlusOrMinus:
                BlankLonePoint();
                BeforeSpaces(_isNegative ? '-' : '+');
                break;
            case NumberFormatKind.Minus when !_isNegative:
                _result.Append(' ');
                break;
            case NumberFormatKind.Minus:
                BlankLonePoint();
                BeforeSpaces('-');
                break;
            case NumberFormatKind.Opening:
                _result.Append(_isNegative ? "<" : "");
                break;
            case NumberFormatKind.Closing:
                Close();
                break;
        }
    }

    // A number without a whole part has a zero there, if there is room.
    private void Point()
    {
        if (_result.Length > 0 && _result[^1] == ' ')
            _result[^1] = '0';
        _result.Append('.');
        _isPastPoint = true;
    }

    private void Close()
    {
        BlankLonePoint();
        if (_isNegative)
            BeforeSpaces('>');
        else
            _result.Append("  ");
    }

    private void Write(DigitRun run)
    {
        if (run.IsSeparator && _result.Length > 0 && char.IsDigit(_result[^1]))
            _result.Append(',');
        else if (run.IsSeparator)
            SpaceBeforeSign();
        for (var i = 0; i < run.Count; i++)
        {
            if (_isPastPoint)
                _result.Append(_fraction[_nextFraction++]);
            else if (_whole[_nextWhole++] is not ' ' and var digit)
                _result.Append(digit);
            else if (run.IsExact)
                _result.Append('0');
            else
                SpaceBeforeSign();
        }
    }

    // A sign moves up to the number.
    private void SpaceBeforeSign()
    {
        var at = _result.Length;
        while (at > 0 && _result[at - 1] is '+' or '-' or '<')
            at--;
        _result.Insert(at, ' ');
    }

    private void BeforeSpaces(char sign)
    {
        var at = _result.Length;
        while (at > 0 && _result[at - 1] == ' ')
            at--;
        _result.Insert(at, sign);
    }

    private void BlankLonePoint()
    {
        var at = _result.ToString().IndexOf('.', StringComparison.Ordinal);
        if (at >= 0 && (at == _result.Length - 1 || _result[at + 1] == ' '))
            _result[at] = ' ';
    }
}
