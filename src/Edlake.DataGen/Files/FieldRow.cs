using System.Buffers.Text;
using System.Text;

namespace Edlake.DataGen.Files;

/// <summary>One raw row: its fields as bytes, in the entity's own column order. Reused for every row, so that writing allocates nothing.</summary>
internal sealed class FieldRow
{
    private const int MostFields = 16;

    private readonly int[] _ends = new int[MostFields];
    private byte[] _bytes = new byte[1024];
    private byte[] _spare = new byte[1024];

    public int Count { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Count == 0 ? 0 : _ends[Count - 1]);

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            var start = index == 0 ? 0 : _ends[index - 1];
            return _bytes.AsSpan(start, _ends[index] - start);
        }
    }

    public FieldRow Clear()
    {
        Count = 0;
        return this;
    }

    public FieldRow Text(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        return Close(text.Length);
    }

    public FieldRow Text(string text) => Close(Encoding.UTF8.GetBytes(text, Room(Encoding.UTF8.GetMaxByteCount(text.Length))));

    public FieldRow Number(long value)
    {
        Utf8Formatter.TryFormat(value, Room(20), out var written);
        return Close(written);
    }

    /// <summary>A code such as <c>U0000022</c>: a letter and the number, filled up with zeros to <paramref name="width"/>.</summary>
    public FieldRow Code(char prefix, long number, int width)
    {
        var target = Room(width + 1);
        target[0] = (byte)prefix;
        for (var position = width; position > 0; position--)
        {
            target[position] = (byte)('0' + (number % 10));
            number /= 10;
        }
        return Close(width + 1);
    }

    public FieldRow Date(int day) => Close(CalendarText.WriteDate(Room(10), day));

    public FieldRow Instant(long instant) => Close(CalendarText.WriteInstant(Room(19), instant));

    /// <summary>Gives one field other text.</summary>
    public FieldRow Replace(int index, ReadOnlySpan<byte> text)
    {
        var start = index == 0 ? 0 : _ends[index - 1];
        var tail = Bytes[_ends[index]..];
        var needed = start + text.Length + tail.Length;
        if (_spare.Length < needed) _spare = new byte[needed * 2];
        _bytes.AsSpan(0, start).CopyTo(_spare);
        text.CopyTo(_spare.AsSpan(start));
        tail.CopyTo(_spare.AsSpan(start + text.Length));
        var shift = start + text.Length - _ends[index];
        for (var field = index; field < Count; field++) _ends[field] += shift;
        (_bytes, _spare) = (_spare, _bytes);
        return this;
    }

    public FieldRow Replace(int index, string text) => Replace(index, Encoding.UTF8.GetBytes(text));

    private Span<byte> Room(int length)
    {
        var start = Count == 0 ? 0 : _ends[Count - 1];
        if (start + length > _bytes.Length) Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, start + length));
        return _bytes.AsSpan(start, length);
    }

    private FieldRow Close(int length)
    {
        _ends[Count] = (Count == 0 ? 0 : _ends[Count - 1]) + length;
        Count++;
        return this;
    }
}
