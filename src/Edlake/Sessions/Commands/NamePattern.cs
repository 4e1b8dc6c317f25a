using System.Text.RegularExpressions;

namespace Edlake.Sessions.Commands;

/// <summary>
/// The pattern of SHOW … LIKE: alternatives between <c>|</c>, <c>*</c> for any text, the rest a regular expression, letters of either case.
/// A missing pattern fits all.
/// </summary>
internal sealed class NamePattern
{
    private readonly IReadOnlyList<Regex>? _alternatives;

    internal NamePattern(string? pattern) => _alternatives = pattern?.Trim().Split('|').Select(Compile).OfType<Regex>().ToList();

    internal bool Fits(string name) => _alternatives is null || _alternatives.Any(alternative => alternative.IsMatch(name));

    // An alternative that is no regular expression fits nothing, as in Spark.
    private static Regex? Compile(string alternative)
    {
        try
        {
            return new Regex($"^(?:{alternative.Replace("*", ".*", StringComparison.Ordinal)})$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
