using Edlake.Bundles;
using Edlake.Publishing;
using Edlake.Running;
using Edlake.Spark.Connect;
using Edlake.Spark.Remote;

namespace Edlake.Spark.Tests.Remote;

/// <summary>A bundle of notebooks for one test, in a schema of its own on the server, which keeps the tables.</summary>
internal sealed class RemoteBundle : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _tasks = [];
    private readonly string _address;

    internal RemoteBundle(string address)
    {
        _address = address;
        Warehouse = Warehouse.Open(new Workspace(_folder.In("workspace"), _folder.Path), CancellationToken.None);
    }

    internal string Schema { get; } = $"remote_{Guid.NewGuid():N}";

    internal Warehouse Warehouse { get; }

    /// <summary>Writes a task's notebook, anew when it is there already; tasks run one after the other.</summary>
    internal RemoteBundle With(string key, string notebook)
    {
        _folder.Write($"{key}.sql", $"-- Databricks notebook source\n{notebook}");
        if (!_tasks.Contains(key))
            _tasks.Add(key);
        var tasks = _tasks.Select((task, i) => $"        - task_key: {task}\n"
            + (i == 0 ? "" : $"          depends_on:\n            - task_key: {_tasks[i - 1]}\n")
            + $"          notebook_task:\n            notebook_path: {task}.sql\n");
        _folder.Write(
            "databricks.yml",
            $"bundle:\n  name: remote\nresources:\n  jobs:\n    all:\n      name: all\n      parameters:\n        - name: schema\n          default: {Schema}\n      tasks:\n{string.Concat(tasks)}");
        return this;
    }

    internal Task<RunReport> RunAsync()
    {
        var bundle = BundleReader.Read(BundleFolder.Open(_folder.Path), null, new Dictionary<string, string>(), new Dictionary<string, string>());
        return new JobRunner(Warehouse, Begin).RunAsync(bundle, bundle.FindJob(null), new RunOptions(new Dictionary<string, string>(), false, 2), TestContext.Current.CancellationToken);
    }

    /// <summary>Begins a run of its own.</summary>
    internal RemoteRun Begin(RunStart start) =>
        RemoteRun.Begin(Warehouse, SparkConnectionString.Parse(_address), new SparkConnectOptions(), start, TestContext.Current.CancellationToken);

    /// <summary>What each task would run.</summary>
    internal IReadOnlyList<TaskProgram> Programs()
    {
        var bundle = BundleReader.Read(BundleFolder.Open(_folder.Path), null, new Dictionary<string, string>(), new Dictionary<string, string>());
        return JobRunner.Programs(bundle, bundle.FindJob(null), new RunOptions(new Dictionary<string, string>(), false, 1), "r", DateTimeOffset.UtcNow);
    }

    public void Dispose() => _folder.Dispose();
}
