using Edlake.Diagnostics;
using Edlake.Yaml;

namespace Edlake.Bundles;

/// <summary>Reads a bundle: files, target, variables, references, jobs, in this order. Nothing is run and nothing is written.</summary>
public static class BundleReader
{
    /// <summary>Reads a bundle for a target.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="target">The target; null leaves the choice to the environment and the bundle.</param>
    /// <param name="variableOverrides">Values given on the command line.</param>
    /// <param name="environment">The process's environment: <c>BUNDLE_VAR_…</c>, <c>DATABRICKS_BUNDLE_TARGET</c>, <c>DATABRICKS_HOST</c>, <c>USER</c>.</param>
    /// <exception cref="EdlakeException">Anything wrong in the bundle, with file, line, column and remedy.</exception>
    public static Bundle Read(
        BundleFolder folder,
        string? target,
        IReadOnlyDictionary<string, string> variableOverrides,
        IReadOnlyDictionary<string, string> environment)
    {
        var warnings = new List<BundleWarning>();
        var tree = new BundleFiles(folder, warnings).Load();
        var chosen = BundleTarget.Choose(tree, target, environment);
        tree = MergeByKey(chosen.LaidOver(tree));
        var name = NameOf(tree);
        tree = new BundleVariables(folder, chosen, variableOverrides, environment).SetIn(tree);
        tree = ReferenceResolver.Configuration(WorkspaceFields.AddTo(tree, environment)).Resolve();
        tree = ReferenceResolver.Resources(DeployedNames.AddTo(tree, chosen.IsDevelopment)).Resolve();
        var jobs = new JobReader(folder.Root, tree, chosen.IsDevelopment, warnings).Read();
        return new Bundle(folder.Root, name, chosen.Name, VariablesOf(tree), jobs, tree, warnings);
    }

    private static string NameOf(ConfigMap tree)
    {
        var bundle = tree.Map("bundle")!;
        if (bundle["name"] is not ConfigScalar name)
            throw BundleErrors.Missing("name", "The bundle", tree.Entry("bundle")?.KeyPosition ?? tree.Position);
        return BundleReference.In(name.Text).Count == 0 ? name.Text : throw BundleErrors.ReferenceNotAllowed("bundle.name", name.Position);
    }

    private static ConfigMap MergeByKey(ConfigMap tree)
    {
        if (tree.Map("resources") is not { } resources || resources.Map("jobs") is not { } jobs)
            return tree;
        var merged = jobs with { Entries = [.. jobs.Entries.Select(MergeJob)] };
        return tree.With("resources", resources.With("jobs", merged));
    }

    private static ConfigEntry MergeJob(ConfigEntry job)
    {
        if (job.Value is not ConfigMap fields)
            return job;
        foreach (var (list, key) in new[] { ("tasks", "task_key"), ("job_clusters", "job_cluster_key"), ("parameters", "name") })
        {
            if (fields[list] is ConfigSequence items)
                fields = fields.With(list, ConfigMerge.ByKey(items, key));
        }

        return job with { Value = fields };
    }

    private static Dictionary<string, ConfigValue> VariablesOf(ConfigMap tree) => tree.MapsOf("variables")
        .Where(variable => variable.Value["value"] is not null)
        .ToDictionary(variable => variable.Entry.Key, variable => variable.Value["value"]!);
}
