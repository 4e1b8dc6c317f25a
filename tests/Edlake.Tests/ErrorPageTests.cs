using System.Text.RegularExpressions;

namespace Edlake.Tests;

/// <summary>docs/errors.md against the source.</summary>
public sealed partial class ErrorPageTests
{
    [Fact]
    public void Every_error_class_of_our_own_is_on_the_page()
    {
        var page = File.ReadAllText(RepositoryRoot.In("docs/errors.md"));
        var raised = Directory.EnumerateFiles(RepositoryRoot.In("src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Raised().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups[1].Value)
            .Distinct()
            .ToList();

        Assert.True(raised.Count > 30, $"only {raised.Count} classes found");
        Assert.All(raised, errorClass => Assert.Contains($"`{errorClass}`", page, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_error_class_on_the_page_is_raised_somewhere()
    {
        var page = File.ReadAllText(RepositoryRoot.In("docs/errors.md"));
        var source = string.Concat(Directory.EnumerateFiles(RepositoryRoot.In("src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));

        Assert.All(Listed().Matches(page).Select(match => match.Groups[1].Value), errorClass => Assert.Contains($"\"{errorClass}\"", source, StringComparison.Ordinal));
    }

    [GeneratedRegex("EdlakeException\\(\\s*\"([A-Z][A-Z0-9_]+)\"")]
    private static partial Regex Raised();

    [GeneratedRegex("`([A-Z][A-Z0-9]+(?:_[A-Z0-9]+)+)`")]
    private static partial Regex Listed();
}
