namespace Edlake.Delta.Tests.Foreign;

/// <summary><c>tests/tables</c> says of itself what it holds.</summary>
public sealed class CatalogueTests
{
    [Fact]
    public void Every_table_in_the_repository_is_in_the_index_and_in_the_catalogue()
    {
        var tables = Directory.EnumerateDirectories(ForeignTables.Chosen, "_delta_log", SearchOption.AllDirectories)
            .Select(log => Path.GetRelativePath(ForeignTables.Chosen, Path.GetDirectoryName(log)!).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
        var indexed = ForeignTables.Index(ForeignTables.Chosen).Select(row => row["path"]).Order(StringComparer.Ordinal);
        var described = File.ReadLines(Path.Combine(ForeignTables.Chosen, "README.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal) && line.Contains('/'))
            .Select(line => line.Split('`')[1])
            .Where(name => name.Contains('/'))
            .Order(StringComparer.Ordinal);
        Assert.Equal(tables, indexed);
        Assert.Equal(tables, described);
    }

    [Fact]
    public void The_index_says_of_a_table_what_the_index_of_all_says()
    {
        var all = RepositoryRoot.Shared("delta-tables");
        Assert.SkipWhen(all is null, "needs ../shared/delta-tables beside the repository");
        var rows = ForeignTables.Index(all!).ToDictionary(row => row["path"]);
        Assert.All(ForeignTables.Index(ForeignTables.Chosen), row => Assert.Equal(rows[row["path"]], row));
    }
}
