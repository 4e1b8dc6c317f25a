using Edlake.Diagnostics;
using Edlake.Yaml;

namespace Edlake.Bundles;

/// <summary>A bundle as one target sees it: includes merged, the target laid over it, variables and references resolved.</summary>
/// <param name="Root">Absolute path of the folder that holds <c>databricks.yml</c>.</param>
/// <param name="Name"><c>bundle.name</c>.</param>
/// <param name="Target">The chosen target; <c>default</c> where the bundle declares none.</param>
/// <param name="Variables">Every declared variable with its value.</param>
/// <param name="Jobs">The jobs by resource key.</param>
/// <param name="Configuration">The whole resolved tree, for the resources that others read.</param>
/// <param name="Warnings">What is odd but does not stop a run, such as an unknown key.</param>
public sealed record Bundle(
    string Root,
    string Name,
    string Target,
    IReadOnlyDictionary<string, ConfigValue> Variables,
    IReadOnlyDictionary<string, Job> Jobs,
    ConfigMap Configuration,
    IReadOnlyList<BundleWarning> Warnings)
{
    /// <summary>The job of a resource key or, failing that, of a name (with or without the target's prefix).</summary>
    /// <param name="keyOrName">Null asks for the only job there is.</param>
    /// <exception cref="EdlakeException">JOB_NOT_FOUND or JOB_AMBIGUOUS.</exception>
    public Job FindJob(string? keyOrName)
    {
        if (keyOrName is not null && Jobs.TryGetValue(keyOrName, out var byKey))
            return byKey;
        var found = Jobs.Values.Where(job => keyOrName is null || job.Name == keyOrName || job.DeclaredName == keyOrName).ToList();
        return found switch
        {
            [var only] => only,
            [] => throw BundleErrors.JobNotFound(keyOrName, Jobs.Keys),
            _ => throw BundleErrors.JobAmbiguous(keyOrName, found.Select(job => job.Key)),
        };
    }
}
