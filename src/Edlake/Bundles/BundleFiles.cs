using Edlake.Diagnostics;
using Edlake.Files;
using Edlake.Sql.Diagnostics;
using Edlake.Yaml;

namespace Edlake.Bundles;

/// <summary>Loads a bundle's main file and what it includes, and merges them into one tree.</summary>
internal sealed class BundleFiles(BundleFolder folder, List<BundleWarning> warnings)
{
    private static readonly string[] TopKeys =
    [
        "bundle", "include", "variables", "targets", "environments", "resources", "workspace", "artifacts", "presets", "permissions",
        "run_as", "sync", "scripts", "python", "experimental",
    ];

    private readonly Dictionary<string, SourcePosition> _resources = [];

    /// <summary>The merged tree.</summary>
    /// <exception cref="EdlakeException">A file that is missing, not YAML, or in conflict with another.</exception>
    internal ConfigMap Load()
    {
        var tree = ReadFile(folder.File);
        var seen = new HashSet<string>(StringComparer.Ordinal) { folder.File };
        foreach (var include in tree.Items("include"))
        {
            foreach (var file in Expand(include).Where(seen.Add))
            {
                var included = ReadFile(file);
                if (included.Entry("include") is { } nested)
                    warnings.Add(new BundleWarning("'include' counts only in the bundle's main file; this one is ignored.", nested.KeyPosition));
                tree = ConfigMerge.Merge(tree, included);
            }
        }

        return tree;
    }

    private IReadOnlyList<string> Expand(ConfigValue include)
    {
        if (include is not ConfigScalar { IsNull: false } pattern)
            throw BundleErrors.WrongKind("include", "a list of paths", include);
        if (BundleReference.In(pattern.Text).Count > 0)
            throw BundleErrors.ReferenceNotAllowed("include", pattern.Position);
        return IncludePattern.Expand(folder.Root, pattern.Text, pattern.Position);
    }

    private ConfigMap ReadFile(string path)
    {
        var value = YamlReader.Read(TextFile.Read(path, folder.Root));
        var map = value as ConfigMap
            ?? (value.IsNull ? new ConfigMap([], value.Position) : throw BundleErrors.WrongKind("a bundle file", "a map", value));
        foreach (var entry in map.Entries.Where(entry => !TopKeys.Contains(entry.Key)))
            warnings.Add(new BundleWarning($"Unknown field '{entry.Key}'.", entry.KeyPosition));
        RefuseDuplicates(map);
        return map;
    }

    // Lists merge by key later, between a job and its target's additions; inside one list the same key twice is a slip.
    private void RefuseDuplicates(ConfigMap file)
    {
        foreach (var (kind, resources) in file.MapsOf("resources"))
        {
            foreach (var entry in resources.Entries)
            {
                if (!_resources.TryAdd(entry.Key, entry.KeyPosition))
                    throw BundleErrors.DuplicateResource(entry.Key, _resources[entry.Key], entry.KeyPosition);
            }

            if (kind.Key == "jobs")
                RefuseDuplicateTasks(resources);
        }

        foreach (var (_, target) in file.MapsOf("targets").Concat(file.MapsOf("environments")))
        {
            if (target.Map("resources")?.Map("jobs") is { } jobs)
                RefuseDuplicateTasks(jobs);
        }
    }

    private static void RefuseDuplicateTasks(ConfigMap jobs)
    {
        foreach (var job in jobs.Entries.Select(entry => entry.Value).OfType<ConfigMap>())
        {
            var seen = new Dictionary<string, SourcePosition>();
            foreach (var key in job.Items("tasks").OfType<ConfigMap>().Select(task => task["task_key"]).OfType<ConfigScalar>())
            {
                if (!seen.TryAdd(key.Text, key.Position))
                    throw BundleErrors.DuplicateTask(key.Text, seen[key.Text], key.Position);
            }
        }
    }
}
