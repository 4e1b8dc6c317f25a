using System.Text.RegularExpressions;

namespace Edlake.Bundles;

/// <summary>A reference such as <c>${var.catalog}</c> inside a text, in the grammar of Databricks' bundles.</summary>
/// <param name="Text">As written, with <c>${</c> and <c>}</c>.</param>
/// <param name="Segments">Its parts; <c>${var.x[0].name}</c> has <c>var</c>, <c>x</c>, <c>[0]</c> and <c>name</c>.</param>
/// <param name="Start">Where in the text it begins.</param>
internal sealed partial record BundleReference(string Text, IReadOnlyList<string> Segments, int Start)
{
    private const string Segment = @"\p{L}+(?:[-_]*[\p{L}\p{N}]+)*";

    private static readonly string[] KnownNamespaces = ["var", "variables", "bundle", "workspace", "resources"];

    /// <summary>Whether the bundle must know it; anything else, such as a pipeline's own <c>${key}</c>, is plain text.</summary>
    internal bool IsKnownNamespace => KnownNamespaces.Contains(Segments[0]);

    /// <summary>The references of a text, in order.</summary>
    internal static IReadOnlyList<BundleReference> In(string text) => text.Contains("${", StringComparison.Ordinal)
        ? [.. Pattern().Matches(text).Select(match => new BundleReference(match.Value, SegmentsOf(match.Groups[1].Value), match.Index))]
        : [];

    private static List<string> SegmentsOf(string path) =>
        [.. path.Replace("[", ".[", StringComparison.Ordinal).Split('.')];

    [GeneratedRegex(@"\$\{(" + Segment + @"(?:\." + Segment + @"(?:\[[0-9]+\])*)*(?:\[[0-9]+\])*)\}")]
    private static partial Regex Pattern();
}
