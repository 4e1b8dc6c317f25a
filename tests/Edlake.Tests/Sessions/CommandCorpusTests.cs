using Edlake.Publishing;
using Edlake.Sessions;

namespace Edlake.Tests.Sessions;

/// <summary>The corpus's files about tables, and more commands that were put to the same Spark, run without rows: what commands answer, and every error that needs no row, must be Spark's.</summary>
public sealed class CommandCorpusTests
{
    [Fact]
    public void Commands_answer_as_Spark_does()
    {
        var more = RecordedAnswer.Read(Path.Combine(AppContext.BaseDirectory, "Sessions", "spark-commands.jsonl")).GroupBy(answer => answer.Entry.File);
        var found = RecordedAnswer.OfTables().Concat(more).SelectMany(Run).ToDictionary(pair => pair.Key, pair => pair.Value);
        var known = RecordedAnswer.Differences(Path.Combine(AppContext.BaseDirectory, "Sessions", "command-differences.txt"));
        var fresh = found.Where(pair => !known.ContainsKey(pair.Key)).Select(pair => $"{pair.Key} {pair.Value}").ToList();
        var stale = known.Keys.Where(key => !found.ContainsKey(key)).ToList();
        Assert.True(fresh.Count == 0, $"{fresh.Count} statements differ that are not in command-differences.txt:\n{string.Join('\n', fresh)}");
        Assert.True(stale.Count == 0, $"command-differences.txt lists what no longer differs; take it out:\n{string.Join('\n', stale)}");
    }

    private static List<KeyValuePair<string, string>> Run(IGrouping<string, RecordedAnswer> file)
    {
        using var folder = new TemporaryFolder();
        var warehouse = Warehouse.Open(new Workspace(folder.Path, folder.Path), TestContext.Current.CancellationToken);
        var session = new SqlSession(warehouse, () => new RowlessEngine());
        var differences = new List<KeyValuePair<string, string>>();
        // What reads raw files needs an engine that does.
        foreach (var answer in file.Where(answer => !answer.Entry.Sql.Contains("json.`", StringComparison.Ordinal)))
        {
            if (AnswerComparison.Difference(answer, session, withRows: false) is { } difference)
                differences.Add(KeyValuePair.Create(answer.Key, $"{answer.Entry.Sql}\n   {difference}"));
        }

        return differences;
    }
}
