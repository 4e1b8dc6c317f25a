using Edlake.Diagnostics;
using Edlake.Sql.Diagnostics;

namespace Edlake.Bundles;

/// <summary>A job of the bundle.</summary>
/// <param name="Key">Its key under <c>resources.jobs</c>.</param>
/// <param name="Name">Its name with the target's prefix (<c>[dev ada] nightly</c>).</param>
/// <param name="DeclaredName">Its name as written; the key where none is.</param>
/// <param name="Parameters">The job parameters with their defaults, references such as <c>{{job.start_time.iso_date}}</c> still in them.</param>
/// <param name="Tasks">In the order of the file.</param>
/// <param name="Position">Where the job is defined.</param>
public sealed record Job(
    string Key,
    string Name,
    string DeclaredName,
    IReadOnlyList<JobParameter> Parameters,
    IReadOnlyList<JobTask> Tasks,
    SourcePosition Position)
{
    /// <summary>How many runs may go on at once; 1 unless the file or the target's mode says otherwise.</summary>
    public int MaxConcurrentRuns { get; init; } = 1;

    /// <summary>Seconds after which the whole run is stopped; 0 = never.</summary>
    public int TimeoutSeconds { get; init; }

    /// <summary>The tasks such that each comes after those it depends on; ties in the order of the file.</summary>
    public IReadOnlyList<JobTask> Order => TaskGraph.Order(Tasks);

    /// <summary>The task of a key, or null.</summary>
    public JobTask? FindTask(string key) => Tasks.FirstOrDefault(task => task.Key == key);

    /// <summary>The values of a run's parameters: those given, else the defaults. References are still in them.</summary>
    /// <exception cref="EdlakeException">UNKNOWN_JOB_PARAMETER for a name that the job does not declare.</exception>
    public IReadOnlyDictionary<string, string> ParameterValues(IReadOnlyDictionary<string, string> given)
    {
        foreach (var name in given.Keys.Where(name => Parameters.All(parameter => parameter.Name != name)))
        {
            throw new EdlakeException(
                "UNKNOWN_JOB_PARAMETER",
                $"The job '{Key}' has no parameter '{name}'.",
                Parameters.Count == 0
                    ? $"Declare it under resources.jobs.{Key}.parameters."
                    : $"Its parameters are: {string.Join(", ", Parameters.Select(parameter => parameter.Name))}.",
                Position);
        }

        return Parameters.ToDictionary(parameter => parameter.Name, parameter => given.GetValueOrDefault(parameter.Name, parameter.Default));
    }
}
