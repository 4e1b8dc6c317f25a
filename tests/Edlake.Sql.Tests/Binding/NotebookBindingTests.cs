using System.Text.RegularExpressions;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Lineage;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Tests.Binding;

/// <summary>The project's own notebooks, from raw files to metrics, bind one after the other, and every gold column can be traced.</summary>
public sealed partial class NotebookBindingTests
{
    private static readonly string[] Layers = ["bronze_ingestion", "silver_transformations", "gold_metrics"];

    [Fact]
    public void Every_statement_of_the_notebooks_binds()
    {
        var session = new FakeSession();
        var failures = new List<string>();
        var count = 0;
        foreach (var (source, _) in Statements(session))
        {
            try
            {
                session.Run(source);
                count++;
            }
            catch (SqlException error)
            {
                failures.Add($"{error.Position}: {error.Message}");
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.True(count > 60, $"only {count} statements found");
    }

    [Fact]
    public void Every_gold_column_has_an_origin_in_silver_or_gold()
    {
        var session = new FakeSession();
        var untraced = new List<string>();
        var written = 0;
        foreach (var (source, layer) in Statements(session))
        {
            var bound = session.Run(source);
            if (layer != "gold_metrics" || bound is not (BoundInsert or BoundCreateTableAs or BoundMerge))
                continue;
            var lineage = LineageBuilder.Build(bound);
            written++;
            if (!lineage.Reads.Any(read => read.Name.StartsWith("silver.", StringComparison.Ordinal) || read.Name.StartsWith("gold.", StringComparison.Ordinal)))
                untraced.Add($"{lineage.Writes?.Name} reads {string.Join(", ", lineage.Reads)}");
            untraced.AddRange(lineage.Columns.Where(column => column.Origins.Count == 0 && lineage.Influences.Count == 0).Select(column => $"{lineage.Writes?.Name}.{column.Column}"));
        }

        Assert.True(written >= 8, $"only {written} gold statements write");
        Assert.True(untraced.Count == 0, string.Join('\n', untraced));
    }

    private static IEnumerable<(SourceText Source, string Layer)> Statements(FakeSession session) =>
        Layers.SelectMany(layer => Ordered(RepositoryRoot.In("notebooks", layer)).SelectMany(path =>
        {
            var text = MagicLine().Replace(File.ReadAllText(path), match => new string(' ', match.Length));
            session.Parameters(WidgetsOf(text));
            return StatementSplitter.Split(new SourceText(text, path)).Select(statement => (statement, layer));
        }));

    // A notebook that reads another's table comes after it.
    private static IEnumerable<string> Ordered(string folder)
    {
        var files = Directory.GetFiles(folder, "*.sql").Order(StringComparer.Ordinal).ToList();
        var done = new List<string>();
        while (files.Count > 0)
        {
            var next = files.Find(file => !files.Any(other => other != file && Regex.IsMatch(File.ReadAllText(file), $@"'\.{Path.GetFileNameWithoutExtension(other)}'"))) ?? files[0];
            files.Remove(next);
            done.Add(next);
        }

        return done;
    }

    private static Dictionary<string, BoundLiteral> WidgetsOf(string text) => Widget().Matches(text).ToDictionary(
        match => match.Groups[1].Value, match => new BoundLiteral(match.Groups[2].Value, new StringType()), StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex("^-- (MAGIC|COMMAND|Databricks|DBTITLE).*$", RegexOptions.Multiline)]
    private static partial Regex MagicLine();

    [GeneratedRegex(@"create widget \w+ (\w+) default '([^']*)'", RegexOptions.IgnoreCase)]
    private static partial Regex Widget();
}
