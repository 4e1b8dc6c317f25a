using System.Text.RegularExpressions;
using Edlake.Sql.Functions;

namespace Edlake.Sql.Tests.Functions;

/// <summary>The list of functions in docs/sql.md against the registry.</summary>
public sealed partial class FunctionPageTests
{
    private const string Begin = "<!-- functions -->\n";
    private const string End = "<!-- /functions -->";

    [Fact]
    public void The_page_lists_the_functions_that_the_registry_has()
    {
        var path = RepositoryRoot.In("docs/sql.md");
        var page = File.ReadAllText(path);
        var start = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        var end = page.IndexOf(End, StringComparison.Ordinal);

        if (Environment.GetEnvironmentVariable("EDLAKE_REWRITE") == "1")
            File.WriteAllText(path, page[..start] + List() + page[end..]);
        else
            Assert.Equal(List(), page[start..end]);
    }

    private static string List() => string.Concat(Enum.GetValues<FunctionKind>().Select(kind =>
        $"**{kind}**: {string.Join(", ", Names(kind).Select(name => $"`{name}`"))}\n\n"));

    // Operators are rows of the registry as well, named by their sign.
    private static IEnumerable<string> Names(FunctionKind kind) => FunctionRegistry.Default.All
        .Where(function => function.Kind == kind)
        .SelectMany(function => function.Aliases.Prepend(function.Name))
        .Where(name => Word().IsMatch(name))
        .Order(StringComparer.Ordinal);

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex Word();
}
