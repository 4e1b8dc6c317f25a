using System.Numerics;
using System.Runtime.CompilerServices;

namespace Edlake.DataGen.Randomness;

/// <summary>
/// A seeded stream of pseudo-random numbers (xoshiro256**, seeded by SplitMix64). The numbers are part of the
/// generator's promise, so they must not change with the runtime, as <see cref="System.Random"/>'s may.
/// </summary>
internal sealed class RandomStream
{
    private ulong _a, _b, _c, _d;

    /// <summary>A stream of its own for each (seed, lane): an intake's rows do not depend on any other intake's.</summary>
    public RandomStream(ulong seed, ulong lane)
    {
        var state = seed ^ (lane * 0xD1342543DE82EF95UL);
        _a = SplitMix(ref state);
        _b = SplitMix(ref state);
        _c = SplitMix(ref state);
        _d = SplitMix(ref state);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number in [0, bound).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>A number in [low, high], both ends included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True with the given probability in parts per million. Integers only: no rounding that a processor could do otherwise.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Chance(int partsPerMillion) => Below(1_000_000) < partsPerMillion;

    /// <summary>The index of one weight, each as likely as it is heavy.</summary>
    public int Weighted(ReadOnlySpan<int> weights)
    {
        var total = 0;
        foreach (var weight in weights) total += weight;
        var left = Below(total);
        for (var index = 0; index < weights.Length; index++)
        {
            left -= weights[index];
            if (left < 0) return index;
        }
        return weights.Length - 1;
    }

    private static ulong SplitMix(ref ulong state)
    {
        var z = state += 0x9E3779B97F4A7C15UL;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
