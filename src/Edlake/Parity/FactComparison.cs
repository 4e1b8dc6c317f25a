using Edlake.Comparison;

namespace Edlake.Parity;

/// <summary>Compares named facts of two sides; a fact that a side does not have is null there.</summary>
internal static class FactComparison
{
    internal static IEnumerable<Difference> Of(string prefix, IReadOnlyDictionary<string, string?> a, IReadOnlyDictionary<string, string?> b) =>
        a.Keys.Union(b.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(fact => new Difference($"{prefix}{fact}", a.GetValueOrDefault(fact), b.GetValueOrDefault(fact)))
            .Where(difference => difference.A != difference.B);
}
