using System.Text.RegularExpressions;
using Edlake.Diagnostics;
using Edlake.Yaml;

namespace Edlake.Bundles;

/// <summary>Reads the tasks of a job.</summary>
internal sealed partial class TaskReader(BundlePaths paths, ConfigMap job)
{
    private readonly TaskBodyReader _bodies = new(paths, isFromGit: job["git_source"] is not null);

    internal IReadOnlyList<JobTask> Read() => [.. job.MapItems("tasks").Select(Task)];

    private JobTask Task(ConfigMap fields)
    {
        var key = KeyOf(fields);
        return new JobTask(key, [.. fields.MapItems("depends_on").Select(Dependency)], RunIfOf(fields), _bodies.Read(key, fields), fields.Position)
        {
            Disabled = fields.Boolean("disabled"),
            MaxRetries = fields.Integer("max_retries", 0, minimum: -1),
            MinRetryIntervalMilliseconds = fields.Integer("min_retry_interval_millis", 0),
            RetryOnTimeout = fields.Boolean("retry_on_timeout"),
            TimeoutSeconds = fields.Integer("timeout_seconds", 0),
        };
    }

    private static string KeyOf(ConfigMap fields)
    {
        var key = fields.RequiredText("task_key", "This task");
        return ValidKey().IsMatch(key) ? key : throw new EdlakeException(
            "INVALID_TASK_KEY", $"'{key}' cannot be a task key.", "Use 1 to 100 letters, digits, '_' and '-'.", fields["task_key"]!.Position);
    }

    private static TaskDependency Dependency(ConfigMap fields)
    {
        var key = fields.RequiredText("task_key", "This entry of depends_on");
        return new TaskDependency(key, fields["outcome"] is null ? null : fields.Boolean("outcome"), fields["task_key"]!.Position);
    }

    private static RunIf RunIfOf(ConfigMap fields) => fields.Text("run_if") switch
    {
        null or "ALL_SUCCESS" => RunIf.AllSuccess,
        "AT_LEAST_ONE_SUCCESS" => RunIf.AtLeastOneSuccess,
        "NONE_FAILED" => RunIf.NoneFailed,
        "ALL_DONE" => RunIf.AllDone,
        "AT_LEAST_ONE_FAILED" => RunIf.AtLeastOneFailed,
        "ALL_FAILED" => RunIf.AllFailed,
        _ => throw BundleErrors.WrongKind(
            "run_if",
            "one of ALL_SUCCESS, AT_LEAST_ONE_SUCCESS, NONE_FAILED, ALL_DONE, AT_LEAST_ONE_FAILED, ALL_FAILED",
            fields["run_if"]!),
    };

    [GeneratedRegex("^[A-Za-z0-9_-]{1,100}$")]
    private static partial Regex ValidKey();
}
