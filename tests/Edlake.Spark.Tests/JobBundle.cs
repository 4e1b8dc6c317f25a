using Edlake.Bundles;
using Edlake.Publishing;
using Edlake.Running;
using Edlake.Spark.Connect;

namespace Edlake.Spark.Tests;

/// <summary>A bundle of notebooks for one test, with a workspace and a schema of its own.</summary>
internal sealed class JobBundle : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _tasks = [];

    internal JobBundle() => Warehouse = Warehouse.Open(new Workspace(_folder.In("workspace"), _folder.Path), CancellationToken.None);

    internal string Schema { get; } = $"job_{Guid.NewGuid():N}";

    internal Warehouse Warehouse { get; }

    /// <summary>Writes a task's notebook, anew when it is there already; tasks run one after the other.</summary>
    internal JobBundle With(string key, string notebook)
    {
        _folder.Write($"{key}.sql", $"-- Databricks notebook source\n{notebook}");
        if (!_tasks.Contains(key))
            _tasks.Add(key);
        var tasks = _tasks.Select((task, i) => $"        - task_key: {task}\n"
            + (i == 0 ? "" : $"          depends_on:\n            - task_key: {_tasks[i - 1]}\n")
            + $"          notebook_task:\n            notebook_path: {task}.sql\n");
        _folder.Write(
            "databricks.yml",
            $"bundle:\n  name: small\nresources:\n  jobs:\n    all:\n      name: all\n      parameters:\n        - name: schema\n          default: {Schema}\n      tasks:\n{string.Concat(tasks)}");
        return this;
    }

    /// <summary>Runs its job.</summary>
    internal Task<RunReport> RunAsync(Func<RunStart, IRunWork> begin) => RunAsync(new JobRunner(Warehouse, begin));

    /// <summary>Runs its job in the workspace, on Spark.</summary>
    internal Task<RunReport> RunAsync(string address, SparkConnectOptions? options = null, IProgress<RunEvent>? progress = null) =>
        RunAsync(new JobRunner(Warehouse, new EngineChoice(SparkEngine.EngineName, SparkEngine.EngineVersion, () => new SparkEngine(SparkConnectionString.Parse(address), options)), progress));

    /// <summary>What each task would run.</summary>
    internal IReadOnlyList<TaskProgram> Programs()
    {
        var bundle = Read();
        return JobRunner.Programs(bundle, bundle.FindJob(null), Options, "r", DateTimeOffset.UtcNow);
    }

    public void Dispose() => _folder.Dispose();

    private static RunOptions Options { get; } = new(new Dictionary<string, string>(), IsFull: false, Parallelism: 2);

    private Task<RunReport> RunAsync(JobRunner runner)
    {
        var bundle = Read();
        return runner.RunAsync(bundle, bundle.FindJob(null), Options, TestContext.Current.CancellationToken);
    }

    private Bundle Read() => BundleReader.Read(BundleFolder.Open(_folder.Path), null, new Dictionary<string, string>(), new Dictionary<string, string>());
}
