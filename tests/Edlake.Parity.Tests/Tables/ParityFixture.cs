using Edlake.Parity.Tests.Tables;

[assembly: AssemblyFixture(typeof(ParityFixture))]

namespace Edlake.Parity.Tests.Tables;

/// <summary>
/// All that real Spark is asked, in one start, because a start costs more than the questions: it opens the tables of the sample's run and
/// those that Edlake wrote statement by statement, runs the same statements on tables of its own, and writes on in ours.
/// </summary>
public sealed class ParityFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _script = [];
    private readonly Dictionary<string, int> _asked = [];
    private readonly Dictionary<string, TableView> _before = [];
    private readonly IReadOnlyList<SparkAnswer> _answers = [];
    private readonly EdlakeSide? _edlake;

    public ParityFixture()
    {
        var (spark, missing) = SparkInstallation.Find();
        Missing = missing;
        if (spark is null)
            return;
        JobTables = SampleJob.Run(_folder.In("job"));
        _edlake = new EdlakeSide(_folder.In("workspace"));
        _folder.Write("workspace/raw/people.csv", "id,name\n1,Ada\n2,\"Zoë, B\"\n");
        foreach (var statement in Scenarios.All.SelectMany(scenario => scenario.Statements))
            _edlake.Run(statement);
        foreach (var scenario in Scenarios.All)
            _before[scenario.Table] = TableView.Of(_edlake, _edlake.Folder(scenario.Table));
        WriteScript();
        _answers = spark.Run(_script, _folder);
    }

    /// <summary>What is not there for these tests; empty where all is.</summary>
    public string Missing { get; }

    /// <summary>The folders of the tables that the job on the sample data wrote.</summary>
    internal IReadOnlyList<string> JobTables { get; } = [];

    /// <summary>The workspace of the scenarios.</summary>
    internal EdlakeSide Edlake
    {
        get
        {
            Assert.SkipWhen(Missing.Length > 0, Missing);
            return _edlake!;
        }
    }

    /// <summary>What Edlake saw of a table of its own before Spark wrote into it.</summary>
    internal TableView Before(string table) => _before[table];

    /// <summary>The folder of a table that Spark made.</summary>
    internal string SparkFolder(string table) => Path.Combine(_folder.In("spark-warehouse-of-spark"), table);

    /// <summary>What Spark answered to a statement, the first time it was asked.</summary>
    internal SparkAnswer Spark(string sql)
    {
        Assert.SkipWhen(Missing.Length > 0, Missing);
        return _answers[_asked[sql]];
    }

    public void Dispose()
    {
        _edlake?.Dispose();
        _folder.Dispose();
    }

    private void Ask(string sql)
    {
        _asked.TryAdd(sql, _script.Count);
        _script.Add(sql);
    }

    private void WriteScript()
    {
        // For a few rows, what takes the time is fifty partitions of a table's log, and the compiling of queries.
        Ask("SET spark.databricks.delta.snapshotPartitions = 1");
        Ask("SET spark.sql.shuffle.partitions = 1");
        Ask("SET spark.sql.leafNodeDefaultParallelism = 1");
        Ask("SET spark.sql.codegen.factoryMode = NO_CODEGEN");
        foreach (var folder in JobTables)
        {
            Ask(Questions.Rows(folder));
            Ask(Questions.Detail(folder));
        }

        foreach (var scenario in Scenarios.All)
            AskAbout(_edlake!.Folder(scenario.Table));
        foreach (var scenario in Scenarios.All.Where(scenario => scenario.InSpark))
        {
            foreach (var statement in scenario.Statements)
                Ask(statement);
            Ask(Questions.Rows(SparkFolder(scenario.Table)));
            Ask(Questions.History(SparkFolder(scenario.Table)));
        }

        foreach (var statement in SparkWrites.Statements(_edlake!))
            Ask(statement);
    }

    private void AskAbout(string folder)
    {
        Ask(Questions.Rows(folder));
        Ask(Questions.Detail(folder));
        Ask(Questions.History(folder));
    }
}
