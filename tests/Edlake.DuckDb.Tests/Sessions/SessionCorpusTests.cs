using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Sessions;

namespace Edlake.DuckDb.Tests.Sessions;

/// <summary>
/// Every file of the corpus, and more statements that were put to the same Spark, from top to bottom in one session on an empty workspace:
/// schema, rows and error class of each statement must be Spark's.
/// </summary>
public sealed class SessionCorpusTests
{
    private static readonly IReadOnlyList<string> Own = ["spark-commands", "spark-expressions", "spark-number-texts", "spark-ordering", "spark-stars", "spark-time-zones"];

    // The table most of that file is about is made without change data, which is not written here: all else must be answered.
    private const string Versions = "27_delta_versions";
    private const string ChangeData = "TBLPROPERTIES ('delta.enableChangeDataFeed' = 'true')";
    private const string WithoutChangeData = Versions + "-without-change-data";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Sessions");

    public static TheoryData<string> Files => [.. Directory.GetFiles(SparkCorpus.Folder, "*.jsonl").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal), .. Own, WithoutChangeData];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_of_statements_is_answered_as_Spark_does(string file)
    {
        var answers = Answers(file);
        var found = Run(answers);
        var known = Known(file, Path.Combine(Folder, "differences.txt"));
        TestContext.Current.TestOutputHelper?.WriteLine($"{file}: {answers.Count - found.Count} equal, {found.Count} different");
        var fresh = found.Where(pair => !known.Contains(pair.Key)).Select(pair => $"{pair.Key} {pair.Value}").ToList();
        var stale = known.Where(key => !found.ContainsKey(key)).ToList();
        Assert.True(fresh.Count == 0, $"{fresh.Count} statements differ that are not in differences.txt:\n{string.Join('\n', fresh)}");
        Assert.True(stale.Count == 0, $"differences.txt lists what no longer differs; take it out:\n{string.Join('\n', stale)}");
    }

    private static List<RecordedAnswer> Answers(string file) => file switch
    {
        WithoutChangeData => [.. Answers(Versions).Select(answer => answer with { Entry = answer.Entry with { File = file, Sql = answer.Entry.Sql.Replace(ChangeData, "", StringComparison.Ordinal) } })],
        _ => [.. RecordedAnswer.Read(Path.Combine(Own.Contains(file) ? Folder : SparkCorpus.Folder, file + ".jsonl"))],
    };

    private static Dictionary<string, string> Run(IReadOnlyList<RecordedAnswer> answers)
    {
        using var folder = new TemporaryFolder();
        using var engine = new DuckDbEngine(new EngineSettings(null, 2, folder.In("spill")));
        var workspace = new Workspace(folder.In("workspace"), folder.Path);
        Directory.CreateDirectory(workspace.Root);
        var session = new SqlSession(Warehouse.Open(workspace, TestContext.Current.CancellationToken), () => engine);
        var differences = new Dictionary<string, string>();
        foreach (var answer in answers)
        {
            if (SessionAnswers.Difference(answer, session) is { } difference)
                differences[answer.Key] = $"{answer.Entry.Sql}\n   {difference}";
        }

        return differences;
    }

    private static List<string> Known(string file, string list) =>
        [.. RecordedAnswer.Differences(list).Keys.Where(key => key.StartsWith(file + ":", StringComparison.Ordinal))];
}
