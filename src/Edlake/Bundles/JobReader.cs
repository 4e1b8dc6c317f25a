using Edlake.Diagnostics;
using Edlake.Yaml;

namespace Edlake.Bundles;

/// <summary>Reads the jobs of a resolved bundle. Fields that do not change what a run on one machine does (clusters, schedules, mails) are passed over.</summary>
internal sealed class JobReader(string root, ConfigMap tree, bool isDevelopment, List<BundleWarning> warnings)
{
    private const int DevelopmentConcurrentRuns = 4;

    /// <summary>The jobs by key.</summary>
    /// <exception cref="EdlakeException">Anything wrong in a job or task.</exception>
    internal IReadOnlyDictionary<string, Job> Read()
    {
        var jobs = new Dictionary<string, Job>(StringComparer.Ordinal);
        foreach (var (entry, fields) in tree.Map("resources")?.MapsOf("jobs") ?? [])
            jobs.Add(entry.Key, Job(entry, fields));
        return jobs;
    }

    private Job Job(ConfigEntry entry, ConfigMap fields)
    {
        var name = fields.Text("name") ?? entry.Key;
        var parameters = Parameters(entry.Key, fields);
        var tasks = new TaskReader(new BundlePaths(root, tree), fields).Read();
        var job = new Job(entry.Key, DeployedNames.Prefix(tree, isDevelopment) + name, name, parameters, tasks, entry.KeyPosition)
        {
            MaxConcurrentRuns = fields.Integer("max_concurrent_runs", DefaultConcurrentRuns(), minimum: 1),
            TimeoutSeconds = fields.Integer("timeout_seconds", 0),
        };
        RequireKnownDependencies(job);
        _ = job.Order;
        new ReferenceCheck(job, warnings).Check(fields);
        return job;
    }

    private static List<JobParameter> Parameters(string job, ConfigMap fields)
    {
        var parameters = new List<JobParameter>();
        foreach (var map in fields.MapItems("parameters"))
        {
            var name = map.RequiredText("name", $"A parameter of job '{job}'");
            if (parameters.Exists(known => known.Name == name))
            {
                throw new EdlakeException(
                    "DUPLICATE_JOB_PARAMETER", $"The job '{job}' has two parameters named '{name}'.", "Remove one of them.", map.Position);
            }

            parameters.Add(new JobParameter(name, map.RequiredText("default", $"The parameter '{name}' of job '{job}'"), map.Position));
        }

        return parameters;
    }

    private static void RequireKnownDependencies(Job job)
    {
        foreach (var task in job.Tasks)
        {
            foreach (var edge in task.DependsOn.Where(edge => job.FindTask(edge.TaskKey) is null))
            {
                throw new EdlakeException(
                    "UNKNOWN_TASK_DEPENDENCY",
                    $"The task '{task.Key}' of job '{job.Key}' depends on '{edge.TaskKey}', which the job does not have.",
                    $"Its tasks are: {string.Join(", ", job.Tasks.Select(known => known.Key))}.",
                    edge.Position);
            }
        }
    }

    private int DefaultConcurrentRuns() =>
        tree.Map("presets")?.Integer("jobs_max_concurrent_runs", 0) is > 0 and var preset ? preset : isDevelopment ? DevelopmentConcurrentRuns : 1;
}
