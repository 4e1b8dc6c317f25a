using System.Text;

namespace Edlake.EndToEnd.Truth;

/// <summary>The checksum of the truth's row hash, bit by bit: nothing shared with the generator or the engine.</summary>
internal static class Crc32
{
    public static long Of(string text)
    {
        var crc = uint.MaxValue;
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return crc ^ uint.MaxValue;
    }
}
