using System.Text;
using Edlake.Files.Reading;

namespace Edlake.DuckDb.Reading.Files.Csv;

/// <summary>
/// What must be known of a CSV file before DuckDB reads it: its header, how many records it holds, and whether a line break stands
/// within quotes, since a parallel reader may begin in the middle of such a value.
/// </summary>
/// <param name="Header">The fields of the header line; null without one or for a file without a line.</param>
/// <param name="Records">Records after the header; empty lines and comments are none.</param>
/// <param name="HasQuotedBreaks">A line break stands within quotes.</param>
/// <param name="HasOddBreaks">A carriage return stands alone, or some lines end with one and others do not.</param>
/// <param name="LongestLine">Bytes of the longest line or record.</param>
/// <param name="LongestLineNumber">Which line that is, from 1.</param>
internal sealed record CsvSurvey(
    IReadOnlyList<string>? Header, long Records, bool HasQuotedBreaks, bool HasOddBreaks, long LongestLine, long LongestLineNumber)
{
    /// <summary>The last record, where a quote in it is never closed; null as a rule.</summary>
    internal OpenRecord? Open { get; private init; }

    /// <summary>Whether the first line break is one of two characters: then Spark takes all such breaks for one, those within values too.</summary>
    internal bool HasReturns { get; private init; }

    /// <summary>Lines that DuckDB is to skip, which counts no comments: the ones the options name, and empty ones before the header.</summary>
    internal long SkippedLines { get; private init; }

    /// <summary>Whether a line begins with a bracket: of JSON lines, a list of documents.</summary>
    internal bool HasListLines { get; private init; }

    /// <summary>A record that does not end.</summary>
    /// <param name="Offset">Bytes before it, decompressed.</param>
    /// <param name="Line">Its first line, from 1.</param>
    /// <param name="Breaks">Line breaks in it before the file's last one.</param>
    internal sealed record OpenRecord(long Offset, long Line, long Breaks);

    private const int BufferSize = 1 << 20;
    private const int LongestHeader = 1 << 22;

    /// <summary>Reads a file through once.</summary>
    internal static CsvSurvey Of(string path, CsvOptions options, CancellationToken cancellation)
    {
        using var stream = RawBytes.Open(path);
        var scan = new Pass(options);
        var buffer = new byte[BufferSize];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            scan.Take(buffer.AsSpan(0, read));
        }

        return scan.End();
    }

    /// <summary>The text of a file from a record on that does not end.</summary>
    internal static string Text(string path, OpenRecord record)
    {
        using var stream = RawBytes.Open(path);
        var buffer = new byte[BufferSize];
        for (var left = record.Offset; left > 0;)
            left -= stream.ReadAtLeast(buffer.AsSpan(0, (int)Math.Min(left, buffer.Length)), 1);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }

    /// <summary>The text of one record, from the line break before it or its first byte on.</summary>
    internal static string Record(string path, long offset, CsvOptions options)
    {
        using var stream = RawBytes.Open(path);
        var buffer = new byte[BufferSize];
        for (var left = offset; left > 0;)
            left -= stream.ReadAtLeast(buffer.AsSpan(0, (int)Math.Min(left, buffer.Length)), 1);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var text = new StringBuilder(reader.ReadLine());
        while (text.Length == 0 || (IsOpen(text.ToString(), options) && text.Length < CsvGroup.LongestLine))
        {
            if (reader.ReadLine() is not { } line)
                break;
            text.Append(text.Length == 0 ? "" : "\n").Append(line);
        }

        return text.ToString();
    }

    // An odd number of quotes leaves one open; an escaped one counts twice or not at all.
    private static bool IsOpen(string text, CsvOptions options) => options.Quote is { } quote
        && (options.Escape == quote ? text : text.Replace($"{options.Escape}{quote}", "", StringComparison.Ordinal)).Count(c => c == quote) % 2 == 1;

    /// <summary>The state of reading a file through, block by block.</summary>
    private sealed class Pass(CsvOptions options)
    {
        private readonly byte _quote = (byte)(options.Quote ?? '\n');
        private readonly byte _escape = (byte)options.Escape;
        private readonly bool _doublesQuotes = options.Escape == options.Quote;
        private readonly byte _beforeField = (byte)options.Delimiter[^1];
        private readonly byte[] _marks = Marks(options);
        private readonly List<byte> _header = [];
        private int _linesToSkip = options.SkippedLines;
        private bool _wantsHeader = options.HasHeader;
        private long _skippedLines;
        private long _records;
        private long _lineLength;
        private long _breaks;
        private long _pairs;
        private long _lines;
        private long _position;
        private long _quotedBreaks;
        private long _longest;
        private long _longestNumber;
        private bool _isComment;
        private bool _hasListLines;
        private bool? _hasReturns;
        private bool _inQuotes;
        private bool _isEscaped;
        private bool _mayClose;
        private bool _hasQuotedBreaks;
        private bool _hasLoneReturn;
        private byte _last = (byte)'\n';

        internal void Take(ReadOnlySpan<byte> block)
        {
            var start = 0;
            while (start < block.Length)
            {
                var rest = block[start..];
                var at = _isEscaped || _mayClose ? 0 : rest.IndexOfAny(_marks);
                var plain = at < 0 ? rest.Length : at;
                Plain(rest[..plain]);
                if (at < 0)
                    return;
                Mark(rest[at]);
                start += plain + 1;
            }
        }

        internal CsvSurvey End()
        {
            var open = _inQuotes && !_mayClose ? new OpenRecord(_position - _lineLength, _lines + 1, _quotedBreaks - (_last == '\n' ? 1 : 0)) : null;
            if (open is not null)
                _quotedBreaks = 0;
            if (_lineLength > 0)
                Line();
            var header = _header.Count == 0 ? null : CsvFields.Split(Encoding.UTF8.GetString([.. _header]).TrimStart('\uFEFF').TrimEnd('\r', '\n'), options);
            return new CsvSurvey(header, _records, _hasQuotedBreaks, _hasLoneReturn || (_pairs > 0 && _pairs < _breaks), _longest, _longestNumber) { Open = open, HasListLines = _hasListLines, HasReturns = _hasReturns ?? false, SkippedLines = _skippedLines };
        }

        private static byte[] Marks(CsvOptions options)
        {
            var marks = new List<byte> { (byte)'\n', (byte)'\r' };
            if (options.Quote is { } quote)
                marks.AddRange([(byte)quote, (byte)options.Escape]);
            return [.. marks.Distinct()];
        }

        private void Plain(ReadOnlySpan<byte> bytes)
        {
            if (bytes.Length == 0)
                return;
            if (_last == '\r')
                _hasLoneReturn = true;
            if (_lineLength == 0)
            {
                _isComment = options.Comment is { } mark && bytes[0] == mark;
                _hasListLines |= bytes[0] == '[';
            }

            if (IsHeader)
                Keep(bytes);
            _lineLength += bytes.Length;
            _position += bytes.Length;
            _last = bytes[^1];
        }

        private bool IsHeader => _linesToSkip == 0 && _wantsHeader && !_isComment;

        private void Keep(ReadOnlySpan<byte> bytes)
        {
            if (_header.Count + bytes.Length > LongestHeader)
                throw new InvalidDataException($"the header line is longer than {LongestHeader} bytes");
            _header.AddRange(bytes);
        }

        private void Mark(byte mark)
        {
            if (_isEscaped)
                _isEscaped = false;
            else if (_mayClose && mark == _quote)
                _mayClose = false; // Two quotes stand for one.
            else if (_mayClose)
            {
                (_mayClose, _inQuotes) = (false, false);
                Mark(mark);
                return;
            }
            else if (_inQuotes && mark == _quote && _doublesQuotes)
                _mayClose = true;
            else if (_inQuotes && mark == _escape && options.Quote is not null && !_doublesQuotes)
                _isEscaped = true;
            else if (_inQuotes && mark == _quote)
                _inQuotes = false;
            else if (!_inQuotes && options.Quote is not null && mark == _quote && (_lineLength == 0 || _last == _beforeField))
                _inQuotes = true;
            else if (mark is (byte)'\n' or (byte)'\r')
            {
                Break(mark);
                return;
            }

            Plain([mark]);
        }

        private void Break(byte mark)
        {
            if (mark == '\n')
                _hasReturns ??= _last == '\r';
            if (_inQuotes)
            {
                _quotedBreaks += mark == '\n' ? 1 : 0;
                if (IsHeader)
                    Keep([mark]);
                _lineLength++;
                _position++;
                _last = mark;
                return;
            }

            if (mark == '\n')
            {
                _breaks++;
                _pairs += _last == '\r' ? 1 : 0;
                Line();
            }
            else if (_last == '\r')
                _hasLoneReturn = true;

            _position++;
            _last = mark;
        }

        private void Line()
        {
            _lines++;
            if (_lineLength > _longest)
                (_longest, _longestNumber) = (_lineLength, _lines);
            _hasQuotedBreaks |= _quotedBreaks > 0;
            (_lines, _quotedBreaks) = (_lines + _quotedBreaks, 0);
            if (!_isComment && (_linesToSkip > 0 || (_wantsHeader && _lineLength == 0)))
                _skippedLines++;
            if (_linesToSkip > 0)
                _linesToSkip--;
            else if (_lineLength > 0 && !_isComment)
            {
                if (_wantsHeader)
                    _wantsHeader = false;
                else
                    _records++;
            }

            (_lineLength, _isComment) = (0, false);
        }
    }
}
