using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Edlake.DataGen.Files;

namespace Edlake.DataGen.Truth;

/// <summary>
/// The expected content of one gold table, row by row: the count, the total of each number, a hash over all rows that does not
/// depend on their order, and the rows themselves where they are kept.
/// </summary>
/// <remarks>
/// The hash is the sum of the CRC-32 of each row's text: the columns but the rates, joined by <c>|</c>; null is empty, money has two
/// decimals, dates are <c>yyyy-MM-dd</c>, instants <c>yyyy-MM-dd HH:mm:ss</c> in UTC, booleans <c>true</c> or <c>false</c>.
/// </remarks>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1001", Justification = "The writer writes to memory and holds no resource.")]
internal sealed class TruthTable
{
    private readonly string[] _columns;
    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, long> _pence = new(StringComparer.Ordinal);
    private readonly List<string> _hashed = [];
    private readonly ArrayBufferWriter<byte>? _rows;
    private readonly Utf8JsonWriter? _writer;
    private readonly byte[] _text = new byte[512];
    private int _used;
    private int _column;
    private long _rowCount;
    private long _hash;

    public TruthTable(string name, bool keepsRows, params string[] columns)
    {
        Name = name;
        _columns = columns;
        if (!keepsRows) return;
        _rows = new ArrayBufferWriter<byte>();
        _writer = new Utf8JsonWriter(_rows);
        _writer.WriteStartArray();
    }

    public string Name { get; }

    public TruthTable Begin()
    {
        _column = 0;
        _used = 0;
        _writer?.WriteStartObject();
        return this;
    }

    public TruthTable Text(string value)
    {
        _writer?.WriteString(_columns[_column], value);
        Hashed();
        _used += Encoding.UTF8.GetBytes(value, _text.AsSpan(_used));
        return this;
    }

    public TruthTable Code(char prefix, long number, int width) =>
        Text(prefix + number.ToString("D" + width, CultureInfo.InvariantCulture));

    public TruthTable Number(long value, bool isTotalled = true)
    {
        _writer?.WriteNumber(_columns[_column], value);
        if (isTotalled) Total(_counts, value);
        Hashed();
        Utf8Formatter.TryFormat(value, _text.AsSpan(_used), out var written);
        _used += written;
        return this;
    }

    public TruthTable Money(long pence)
    {
        var amount = Amount(pence);
        _writer?.WriteNumber(_columns[_column], amount);
        Total(_pence, pence);
        Hashed();
        Utf8Formatter.TryFormat(amount, _text.AsSpan(_used), out var written);
        _used += written;
        return this;
    }

    public TruthTable Flag(bool value)
    {
        _writer?.WriteBoolean(_columns[_column], value);
        Hashed();
        return Append(value ? "true"u8 : "false"u8);
    }

    /// <summary>A share, rounded to six decimals, half away from zero; null when there is nothing to divide by. Not hashed.</summary>
    public TruthTable Rate(long part, long whole)
    {
        if (whole == 0) _writer?.WriteNull(_columns[_column]);
        else _writer?.WriteNumber(_columns[_column], Math.Round((decimal)part / whole, 6, MidpointRounding.AwayFromZero));
        _column++;
        return this;
    }

    public TruthTable Date(int day)
    {
        Hashed();
        var start = _used;
        _used += CalendarText.WriteDate(_text.AsSpan(_used), day);
        _writer?.WriteString(_columns[_column - 1], _text.AsSpan(start, _used - start));
        return this;
    }

    public TruthTable Instant(long? instant)
    {
        Hashed();
        if (instant is not { } value)
        {
            _writer?.WriteNull(_columns[_column - 1]);
            return this;
        }
        var start = _used;
        _used += CalendarText.WriteInstant(_text.AsSpan(_used), value);
        _writer?.WriteString(_columns[_column - 1], _text.AsSpan(start, _used - start));
        return this;
    }

    public void End()
    {
        _writer?.WriteEndObject();
        _hash += Crc32.Of(_text.AsSpan(0, _used));
        _rowCount++;
    }

    /// <summary>Writes the table as one property of the truth's <c>gold</c> object.</summary>
    public void WriteTo(Utf8JsonWriter truth)
    {
        truth.WriteStartObject(Name);
        truth.WriteNumber("row_count", _rowCount);
        truth.WriteNumber("row_crc32_sum", _hash);
        truth.WriteStartArray("hashed_columns");
        foreach (var column in _hashed) truth.WriteStringValue(column);
        truth.WriteEndArray();
        truth.WriteStartObject("totals");
        foreach (var (column, total) in _counts) truth.WriteNumber(column, total);
        foreach (var (column, total) in _pence) truth.WriteNumber(column, Amount(total));
        truth.WriteEndObject();
        if (_writer is not null)
        {
            _writer.WriteEndArray();
            _writer.Flush();
            truth.WritePropertyName("rows");
            truth.WriteRawValue(_rows!.WrittenSpan, skipInputValidation: true);
        }
        truth.WriteEndObject();
    }

    private static decimal Amount(long pence) => decimal.Add(new decimal(pence) / 100m, 0.00m);

    private void Total(SortedDictionary<string, long> totals, long value)
    {
        var column = _columns[_column];
        totals[column] = totals.GetValueOrDefault(column) + value;
    }

    private void Hashed()
    {
        if (_rowCount == 0) _hashed.Add(_columns[_column]);
        if (_used > 0 || _column > 0) Append("|"u8);
        _column++;
    }

    private TruthTable Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(_text.AsSpan(_used));
        _used += text.Length;
        return this;
    }
}
