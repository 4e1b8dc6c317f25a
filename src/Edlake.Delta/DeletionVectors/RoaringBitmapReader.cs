using System.Buffers.Binary;
using System.Numerics;

namespace Edlake.Delta.DeletionVectors;

/// <summary>
/// Reads a deletion vector's bitmap: Delta's magic number, then the portable 64-bit Roaring format (a count of 32-bit bitmaps, each after
/// its upper 32 bits), little-endian throughout.
/// </summary>
internal ref struct RoaringBitmapReader
{
    private const int Magic = 1681511377;
    private const int CookieWithRuns = 12347;
    private const int CookieWithoutRuns = 12346;
    private const int OffsetsFrom = 4;
    private const int LargestArray = 4096;
    private const int BitmapBytes = 8192;

    private ReadOnlySpan<byte> _rest;

    private RoaringBitmapReader(ReadOnlySpan<byte> data) => _rest = data;

    /// <summary>The positions, ascending. Errors: InvalidDataException, ArgumentOutOfRangeException when cut short.</summary>
    public static long[] Read(ReadOnlySpan<byte> data)
    {
        var reader = new RoaringBitmapReader(data);
        if (reader.Int32() != Magic)
            throw new InvalidDataException("the bitmap is not of the portable Roaring format");
        var positions = new List<long>();
        for (var left = reader.Int64(); left > 0; left--)
            reader.Bitmap32((long)reader.UInt32() << 32, positions);
        return [.. positions];
    }

    private void Bitmap32(long high, List<long> positions)
    {
        var cookie = Int32();
        var hasRuns = (cookie & 0xFFFF) == CookieWithRuns;
        if (!hasRuns && cookie != CookieWithoutRuns)
            throw new InvalidDataException("a bitmap's cookie is not known");
        var count = hasRuns ? (cookie >>> 16) + 1 : Int32();
        var runs = hasRuns ? Take((count + 7) / 8) : default;
        var headers = Take(count * 4);
        if (!hasRuns || count >= OffsetsFrom)
            Take(count * 4);
        for (var i = 0; i < count; i++)
        {
            var start = high | ((long)BinaryPrimitives.ReadUInt16LittleEndian(headers[(i * 4)..]) << 16);
            var cardinality = BinaryPrimitives.ReadUInt16LittleEndian(headers[((i * 4) + 2)..]) + 1;
            if (hasRuns && (runs[i / 8] >> (i % 8) & 1) == 1)
                Runs(start, positions);
            else if (cardinality <= LargestArray)
                Array(start, cardinality, positions);
            else
                Bits(start, positions);
        }
    }

    private void Runs(long start, List<long> positions)
    {
        for (int left = UInt16(); left > 0; left--)
        {
            var first = start + UInt16();
            for (int i = 0, more = UInt16(); i <= more; i++)
                positions.Add(first + i);
        }
    }

    private void Array(long start, int cardinality, List<long> positions)
    {
        for (var i = 0; i < cardinality; i++)
            positions.Add(start + UInt16());
    }

    private void Bits(long start, List<long> positions)
    {
        var words = Take(BitmapBytes);
        for (var i = 0; i < BitmapBytes / 8; i++)
        {
            for (var word = BinaryPrimitives.ReadUInt64LittleEndian(words[(i * 8)..]); word != 0; word &= word - 1)
                positions.Add(start + (i * 64) + BitOperations.TrailingZeroCount(word));
        }
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Take(2));

    private uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    private int Int32() => BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    private long Int64() => BinaryPrimitives.ReadInt64LittleEndian(Take(8));
}
