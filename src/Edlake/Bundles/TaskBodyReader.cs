using Edlake.Diagnostics;
using Edlake.Yaml;

namespace Edlake.Bundles;

/// <summary>Reads what a task does.</summary>
/// <param name="paths">Finds the files of the bundle.</param>
/// <param name="isFromGit">Whether the job names a Git repository, from which its files then come.</param>
internal sealed class TaskBodyReader(BundlePaths paths, bool isFromGit)
{
    private const string NotebookTask = "notebook_task";
    private const string SqlTask = "sql_task";

    private static readonly string[] Kinds =
    [
        NotebookTask, SqlTask, "ai_runtime_task", "alert_task", "clean_rooms_notebook_task", "condition_task", "dashboard_task",
        "dbt_cloud_task", "dbt_platform_task", "dbt_task", "for_each_task", "gen_ai_compute_task", "pipeline_task", "power_bi_task",
        "python_operator_task", "python_wheel_task", "run_job_task", "spark_jar_task", "spark_python_task", "spark_submit_task",
    ];

    private static readonly string[] SqlKinds = ["file", "query", "alert", "dashboard"];

    /// <summary>The body of a task.</summary>
    /// <exception cref="EdlakeException">TASK_WITHOUT_BODY, TASK_WITH_TWO_BODIES, or a file that is not there or of the wrong kind.</exception>
    internal TaskBody Read(string task, ConfigMap fields)
    {
        var kind = OnlyKind(task, fields, Kinds);
        if (kind is not (NotebookTask or SqlTask))
            return new UnsupportedTaskBody(kind);
        var body = fields.Map(kind)!;
        return kind == NotebookTask ? Notebook(task, body) : Sql(task, body);
    }

    private TaskBody Notebook(string task, ConfigMap body)
    {
        if (IsFromGit(body))
            return new UnsupportedTaskBody("notebook_task with source GIT");
        _ = body.RequiredText("notebook_path", $"The notebook_task of task '{task}'");
        return new NotebookTaskBody(paths.Notebook((ConfigScalar)body["notebook_path"]!), Parameters(body, "base_parameters"));
    }

    private TaskBody Sql(string task, ConfigMap body)
    {
        var kind = OnlyKind(task, body, SqlKinds);
        if (kind != "file")
            return new UnsupportedTaskBody($"sql_task with {kind}");
        var file = body.Map("file")!;
        if (IsFromGit(file))
            return new UnsupportedTaskBody("sql_task with source GIT");
        _ = file.RequiredText("path", $"The sql_task of task '{task}'");
        return new SqlFileTaskBody(paths.SqlFile((ConfigScalar)file["path"]!), Parameters(body, "parameters"));
    }

    private static string OnlyKind(string task, ConfigMap fields, string[] kinds)
    {
        var found = fields.Entries.Where(entry => kinds.Contains(entry.Key) && !entry.Value.IsNull).ToList();
        return found switch
        {
            [var only] => only.Key,
            [] => throw new EdlakeException(
                "TASK_WITHOUT_BODY", $"The task '{task}' does not say what to do.", $"Give it one of: {string.Join(", ", kinds)}.", fields.Position),
            _ => throw new EdlakeException(
                "TASK_WITH_TWO_BODIES", $"The task '{task}' has {string.Join(" and ", found.Select(entry => entry.Key))}.",
                "Keep one, and make a task of its own of the other.", found[1].KeyPosition),
        };
    }

    private static Dictionary<string, string> Parameters(ConfigMap body, string key)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var entry in body.Map(key)?.Entries ?? [])
            parameters.Add(entry.Key, entry.Value.IsNull ? "" : BundleFields.TextOf(entry.Key, entry.Value));
        return parameters;
    }

    private bool IsFromGit(ConfigMap body) => body.Text("source") is { } source ? source == "GIT" : isFromGit;
}
