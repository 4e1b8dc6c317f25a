using System.Xml.Linq;

namespace Edlake.Tests;

/// <summary>The layout is the architecture: a project may refer only to those its row names (docs/architecture.md).</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Edlake.Delta"] = [],
        ["Edlake.Sql"] = [],
        ["Edlake.DataGen"] = [],
        ["Edlake"] = ["Edlake.Sql", "Edlake.Delta"],
        ["Edlake.DuckDb"] = ["Edlake", "Edlake.Sql", "Edlake.Delta"],
        ["Edlake.Spark"] = ["Edlake", "Edlake.Sql", "Edlake.Delta"],
        ["Edlake.Cli"] = ["Edlake", "Edlake.DuckDb", "Edlake.Spark", "Edlake.Spark", "Edlake.DataGen", "Edlake.Sql", "Edlake.Delta"],
    };

    [Fact]
    public void Every_source_project_has_its_row()
    {
        var found = ProjectFiles().Select(Path.GetFileNameWithoutExtension).Order();
        Assert.Equal(Allowed.Keys.Order(), found);
    }

    [Fact]
    public void No_project_refers_to_one_it_must_not()
    {
        var offences = ProjectFiles().SelectMany(file =>
        {
            var project = Path.GetFileNameWithoutExtension(file);
            return References(file).Except(Allowed[project]).Select(reference => $"{project} -> {reference}");
        });
        Assert.Empty(offences);
    }

    private static IEnumerable<string> ProjectFiles() =>
        Directory.EnumerateFiles(RepositoryRoot.In("src"), "*.csproj", SearchOption.AllDirectories);

    private static IEnumerable<string> References(string projectFile) =>
        XDocument.Load(projectFile).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')));
}
