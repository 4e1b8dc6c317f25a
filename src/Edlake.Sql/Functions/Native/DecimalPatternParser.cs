using System.Text;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Functions.Native;

/// <summary>Reads a pattern of Java's DecimalFormat: an affix, digits, an affix, and perhaps the same again for negative numbers.</summary>
internal sealed class DecimalPatternParser
{
    private readonly string _pattern;
    private int _at;
    private int _multiplier = 1;
    private int _left, _zeros, _right;
    private int _point = -1;
    private int _group = -1;
    private bool _isEnded;

    private DecimalPatternParser(string pattern) => _pattern = pattern;

    internal static DecimalPattern Parse(string pattern) => new DecimalPatternParser(pattern).Parse();

    private DecimalPattern Parse()
    {
        var positive = Part(isNegative: false);
        Interpret();
        var multiplier = _multiplier;
        DecimalAffixes? negative = null;
        if (_at < _pattern.Length)
        {
            (_multiplier, _isEnded) = (1, false);
            negative = Part(isNegative: true);
        }

        if (negative is null || negative == positive)
            negative = positive with { Prefix = "'-" + positive.Prefix };
        var total = _left + _zeros + _right;
        return new DecimalPattern(
            positive.Written,
            negative.Written,
            (_point < 0 ? total : _point) - _left,
            _point < 0 ? 0 : _left + _zeros - _point,
            _point < 0 ? 0 : total - _point,
            Math.Max(_group, 0),
            multiplier,
            _point == 0 || _point == total);
    }

    private DecimalAffixes Part(bool isNegative)
    {
        var (prefix, suffix) = (Affix(isSuffix: false, isNegative), "");

        // Digits after the text that follows the digits belong to them.
        while (IsDigit())
        {
            if (isNegative)
                SkipDigits();
            else
                Digits();
            suffix += Affix(isSuffix: true, isNegative);
            if (_isEnded)
                break;
        }

        return new DecimalAffixes(prefix, suffix);
    }

    private bool IsDigit() => _at < _pattern.Length && _pattern[_at] is '#' or '0' or ',' or '.';

    // Without a 0 there is one all the same: before the point, or after it where nothing stands before.
    private void Interpret()
    {
        if (_zeros == 0 && _left > 0 && _point >= 0)
        {
            var whole = Math.Max(_point, 1);
            (_right, _left, _zeros) = (_left - whole, whole - 1, 1);
        }

        if (_group == 0 || (_point < 0 ? _right > 0 : _point < _left || _point > _left + _zeros))
            throw Malformed("Malformed pattern");
    }

    private string Affix(bool isSuffix, bool isNegative)
    {
        var affix = new StringBuilder();
        for (; _at < _pattern.Length; _at++)
        {
            switch (_pattern[_at])
            {
                case '#' or '0' or ',' or '.':
                    return affix.ToString();
                case '\'':
                    Quoted(affix);
                    break;
                case ';' when isSuffix && !isNegative:
                    _isEnded = true;
                    _at++;
                    return affix.ToString();
                case ';':
                    throw Malformed("Unquoted special character ';' in pattern");
                case '%' or '‰':
                    Percent(affix);
                    break;
                case '¤' when _at > 0 && _pattern[_at - 1] == '¤' && affix.ToString().EndsWith("'¤", StringComparison.Ordinal):
                    affix.Append('¤');
                    break;
                case '¤' or '-':
                    affix.Append('\'').Append(_pattern[_at]);
                    break;
                default:
                    affix.Append(_pattern[_at]);
                    break;
            }
        }

        return affix.ToString();
    }

    private void Percent(StringBuilder affix)
    {
        if (_multiplier != 1)
            throw Malformed("Too many percent/per mille characters in pattern");
        _multiplier = _pattern[_at] == '%' ? 100 : 1000;
        affix.Append(_pattern[_at]);
    }

    // Two quotes are one, within quotes and without.
    private void Quoted(StringBuilder affix)
    {
        if (IsQuote(_at + 1))
        {
            _at++;
            affix.Append("''");
            return;
        }

        for (_at++; !IsQuote(_at) || IsQuote(_at + 1); _at++)
        {
            if (_at >= _pattern.Length)
                throw Malformed("Malformed pattern");
            affix.Append(IsQuote(_at) ? "''" : _pattern[_at].ToString());
            if (IsQuote(_at))
                _at++;
        }
    }

    private bool IsQuote(int at) => at < _pattern.Length && _pattern[at] == '\'';

    private void Digits()
    {
        for (; _at < _pattern.Length; _at++)
        {
            switch (_pattern[_at])
            {
                case '#':
                    _left += _zeros > 0 ? 0 : 1;
                    _right += _zeros > 0 ? 1 : 0;
                    Grouped();
                    break;
                case '0' when _right > 0:
                    throw Malformed("Unexpected '0' in pattern");
                case '0':
                    _zeros++;
                    Grouped();
                    break;
                case ',':
                    _group = 0;
                    break;
                case '.' when _point >= 0:
                    throw Malformed("Multiple decimal separators in pattern");
                case '.':
                    _point = _left + _zeros + _right;
                    break;
                case 'E':
                    throw Unsupported("exponents");
                default:
                    return;
            }
        }
    }

    private void Grouped() => _group += _group >= 0 && _point < 0 ? 1 : 0;

    // The digits for negative numbers say nothing.
    private void SkipDigits()
    {
        while (_at < _pattern.Length && _pattern[_at] is '#' or '0' or ',' or '.' or 'E')
            _at++;
    }

    private SqlException Malformed(string what) => new("INVALID_PARAMETER_VALUE.PATTERN", "22023", $"{what} \"{_pattern}\"", hint: "Correct the pattern; it is one of Java's DecimalFormat.");

    private SqlException Unsupported(string what) => new("UNSUPPORTED_FEATURE.FUNCTION", "0A000", $"format_number() with {what} in the pattern \"{_pattern}\".", hint: "Use another pattern, or run with --engine spark.");
}
