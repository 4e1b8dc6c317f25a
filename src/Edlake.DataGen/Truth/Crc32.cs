namespace Edlake.DataGen.Truth;

/// <summary>CRC-32 as zlib, gzip and Spark's <c>crc32</c> compute it, so that a query can compute the same row hash.</summary>
internal static class Crc32
{
    private static readonly uint[] Table = BuildTable();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes) crc = (crc >> 8) ^ Table[(byte)(crc ^ value)];
        return ~crc;
    }

    private static uint[] BuildTable()
    {
        var table = new uint[256];
        for (uint index = 0; index < table.Length; index++)
        {
            var entry = index;
            for (var bit = 0; bit < 8; bit++) entry = (entry & 1) != 0 ? 0xEDB88320U ^ (entry >> 1) : entry >> 1;
            table[index] = entry;
        }
        return table;
    }
}
