namespace Edlake.Comparison;

/// <summary>Names and texts as SQL writes them.</summary>
internal static class SqlText
{
    internal static string Name(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";

    internal static string Literal(string text) => $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
