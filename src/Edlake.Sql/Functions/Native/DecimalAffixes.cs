namespace Edlake.Sql.Functions.Native;

/// <summary>What stands before and after the digits; a quote before a character that a pattern gives a meaning.</summary>
internal sealed record DecimalAffixes(string Prefix, string Suffix)
{
    /// <summary>As it is written, in the symbols of the United States.</summary>
    internal DecimalAffixes Written => new(Expanded(Prefix), Expanded(Suffix));

    private static string Expanded(string affix) => affix
        .Replace("'¤¤", "USD", StringComparison.Ordinal)
        .Replace("'¤", "$", StringComparison.Ordinal)
        .Replace("''", "\0", StringComparison.Ordinal)
        .Replace("'", "", StringComparison.Ordinal)
        .Replace('\0', '\'');
}
