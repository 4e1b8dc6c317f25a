using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Edlake.Sql.Functions.Native;

/// <summary>
/// Murmur3 (32 bits) and XXH64 as Spark computes them: whole words first; the bytes left over go in one by one, sign-extended, in
/// Murmur3's case. Source: Spark's Murmur3_x86_32 and XXH64 classes describe the variants.
/// </summary>
internal static class SparkHashes
{
    private const ulong Prime1 = 0x9E3779B185EBCA87, Prime2 = 0xC2B2AE3D27D4EB4F, Prime3 = 0x165667B19E3779F9, Prime4 = 0x85EBCA77C2B2AE63, Prime5 = 0x27D4EB2F165667C5;

    internal static long MurmurInt(long value, long seed) => Finished(MixHash((uint)(int)seed, MixKey((uint)(int)value)), 4);

    internal static long MurmurLong(long value, long seed) =>
        Finished(MixHash(MixHash((uint)(int)seed, MixKey((uint)value)), MixKey((uint)(value >> 32))), 8);

    internal static long MurmurDouble(double value, long seed) => MurmurLong(Bits(value), seed);

    internal static long MurmurFloat(double value, long seed) => MurmurInt(Bits((float)value), seed);

    internal static long MurmurText(string value, long seed) => MurmurBytes(Encoding.UTF8.GetBytes(value), seed);

    internal static long MurmurDecimal(string value, long precision, long seed)
    {
        var unscaled = Unscaled(value);
        return precision <= 18 ? MurmurLong((long)unscaled, seed) : MurmurBytes(unscaled.ToByteArray(isBigEndian: true), seed);
    }

    internal static long MurmurBytes(byte[] bytes, long seed)
    {
        var hash = (uint)(int)seed;
        var aligned = bytes.Length & ~3;
        for (var i = 0; i < aligned; i += 4)
            hash = MixHash(hash, MixKey(BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(i))));
        for (var i = aligned; i < bytes.Length; i++)
            hash = MixHash(hash, MixKey((uint)(sbyte)bytes[i]));
        return Finished(hash, bytes.Length);
    }

    internal static long XxInt(long value, long seed)
    {
        var hash = (ulong)seed + Prime5 + 4;
        hash ^= (ulong)(uint)value * Prime1;
        return (long)Avalanche(BitOperations.RotateLeft(hash, 23) * Prime2 + Prime3);
    }

    internal static long XxLong(long value, long seed) => (long)Avalanche(Round8((ulong)seed + Prime5 + 8, (ulong)value));

    internal static long XxDouble(double value, long seed) => XxLong(Bits(value), seed);

    internal static long XxFloat(double value, long seed) => XxInt(Bits((float)value), seed);

    internal static long XxText(string value, long seed) => XxBytes(Encoding.UTF8.GetBytes(value), seed);

    internal static long XxDecimal(string value, long precision, long seed)
    {
        var unscaled = Unscaled(value);
        return precision <= 18 ? XxLong((long)unscaled, seed) : XxBytes(unscaled.ToByteArray(isBigEndian: true), seed);
    }

    internal static long XxBytes(byte[] bytes, long seed)
    {
        var at = 0;
        ulong hash;
        if (bytes.Length >= 32)
        {
            var lanes = new[] { (ulong)seed + Prime1 + Prime2, (ulong)seed + Prime2, (ulong)seed, (ulong)seed - Prime1 };
            for (; at <= bytes.Length - 32; at += 32)
            {
                for (var lane = 0; lane < 4; lane++)
                    lanes[lane] = BitOperations.RotateLeft(lanes[lane] + Word(bytes, at + lane * 8) * Prime2, 31) * Prime1;
            }

            hash = BitOperations.RotateLeft(lanes[0], 1) + BitOperations.RotateLeft(lanes[1], 7) + BitOperations.RotateLeft(lanes[2], 12) + BitOperations.RotateLeft(lanes[3], 18);
            foreach (var lane in lanes)
                hash = (hash ^ (BitOperations.RotateLeft(lane * Prime2, 31) * Prime1)) * Prime1 + Prime4;
        }
        else
        {
            hash = (ulong)seed + Prime5;
        }

        hash += (ulong)bytes.Length;
        for (; at + 8 <= bytes.Length; at += 8)
            hash = Round8(hash, Word(bytes, at));
        if (at + 4 <= bytes.Length)
        {
            hash = BitOperations.RotateLeft(hash ^ (BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at)) * Prime1), 23) * Prime2 + Prime3;
            at += 4;
        }

        for (; at < bytes.Length; at++)
            hash = BitOperations.RotateLeft(hash ^ (bytes[at] * Prime5), 11) * Prime1;
        return (long)Avalanche(hash);
    }

    private static ulong Word(byte[] bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at));

    private static ulong Round8(ulong hash, ulong value) =>
        BitOperations.RotateLeft(hash ^ (BitOperations.RotateLeft(value * Prime2, 31) * Prime1), 27) * Prime1 + Prime4;

    private static ulong Avalanche(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * Prime2;
        hash = (hash ^ (hash >> 29)) * Prime3;
        return hash ^ (hash >> 32);
    }

    // One NaN and one zero, as Java's doubleToLongBits has it.
    private static long Bits(double value) => double.IsNaN(value) ? 0x7FF8000000000000 : BitConverter.DoubleToInt64Bits(value == 0 ? 0.0 : value);

    private static int Bits(float value) => float.IsNaN(value) ? 0x7FC00000 : BitConverter.SingleToInt32Bits(value == 0 ? 0f : value);

    private static BigInteger Unscaled(string value) => BigInteger.Parse(value.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);

    private static uint MixKey(uint key) => BitOperations.RotateLeft(key * 0xCC9E2D51, 15) * 0x1B873593;

    private static uint MixHash(uint hash, uint key) => BitOperations.RotateLeft(hash ^ key, 13) * 5 + 0xE6546B64;

    private static int Finished(uint hash, int length)
    {
        hash ^= (uint)length;
        hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
        hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
        return (int)(hash ^ (hash >> 16));
    }
}
