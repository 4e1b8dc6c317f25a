namespace Edlake.Sql.Functions.Native;

/// <summary>A run of digits in a number format, or the separator of thousands.</summary>
/// <param name="Count">How many digits; none for a separator.</param>
/// <param name="IsExact">Whether a number must have all of them.</param>
internal readonly record struct DigitRun(int Count, bool IsExact)
{
    internal static readonly DigitRun Separator = new(0, false);

    internal bool IsSeparator => Count == 0;
}
