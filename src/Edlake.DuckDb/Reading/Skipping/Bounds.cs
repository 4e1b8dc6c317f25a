namespace Edlake.DuckDb.Reading.Skipping;

/// <summary>
/// What is known of a column's values in one file. Values are <see cref="decimal"/>, <see cref="double"/>, <see cref="string"/>,
/// <see cref="bool"/>, or <see cref="long"/> for days and microseconds; a bound that is not known is null.
/// </summary>
/// <param name="Min">No value is less.</param>
/// <param name="Max">No value is greater.</param>
/// <param name="MayHaveNull">Whether a NULL may be among them.</param>
/// <param name="MayHaveValue">Whether anything but NULL may be among them.</param>
internal sealed record Bounds(object? Min, object? Max, bool MayHaveNull, bool MayHaveValue)
{
    /// <summary>Nothing is known.</summary>
    internal static Bounds Unknown { get; } = new(null, null, true, true);

    /// <summary>All values are this one; null for NULL.</summary>
    internal static Bounds Of(object? value) => new(value, value, value is null, value is not null);

    /// <summary>Less than zero, zero or more as Spark orders two values; null when they cannot be compared here.</summary>
    internal static int? Compare(object? left, object? right) => (left, right) switch
    {
        (decimal a, decimal b) => a.CompareTo(b),
        (double a, double b) => Compare(a, b),
        (decimal a, double b) => Compare((double)a, b),
        (double a, decimal b) => Compare(a, (double)b),
        (long a, long b) => a.CompareTo(b),
        (bool a, bool b) => a.CompareTo(b),
        (string a, string b) => CompareText(a, b),
        _ => null,
    };

    private static int? Compare(double a, double b) => double.IsNaN(a) || double.IsNaN(b) ? null : a.CompareTo(b);

    // Spark compares UTF-8 bytes, which is the order of code points; UTF-16 has another one beyond the basic plane.
    private static int CompareText(string a, string b)
    {
        var length = Math.Min(a.Length, b.Length);
        for (var i = 0; i < length; i++)
        {
            if (a[i] == b[i])
                continue;
            var (isHighA, isHighB) = (char.IsSurrogate(a[i]), char.IsSurrogate(b[i]));
            return isHighA == isHighB ? a[i].CompareTo(b[i]) : isHighA ? 1 : -1;
        }

        return a.Length.CompareTo(b.Length);
    }
}
