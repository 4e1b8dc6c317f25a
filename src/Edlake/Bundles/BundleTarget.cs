using Edlake.Diagnostics;
using Edlake.Yaml;

namespace Edlake.Bundles;

/// <summary>The target that a bundle is read for, and what it lays over the rest.</summary>
/// <param name="Name">Its key; <c>default</c> where the bundle declares no targets.</param>
/// <param name="Fields">Its content.</param>
internal sealed record BundleTarget(string Name, ConfigMap Fields)
{
    private static readonly string[] MergedKeys = ["bundle", "workspace", "artifacts", "resources", "sync", "permissions", "presets"];

    internal bool IsDevelopment => Fields.Text("mode") == "development";

    /// <summary>The asked-for target, else the one the environment names, else the default one, else the only one.</summary>
    /// <exception cref="EdlakeException">TARGET_NOT_FOUND, TARGET_AMBIGUOUS.</exception>
    internal static BundleTarget Choose(ConfigMap tree, string? asked, IReadOnlyDictionary<string, string> environment)
    {
        var targets = tree.MapsOf("targets").Concat(tree.MapsOf("environments")).ToList();
        var name = asked ?? (environment.TryGetValue("DATABRICKS_BUNDLE_TARGET", out var set) && set.Length > 0 ? set : null);
        if (targets.Count == 0 && name is null or "default")
            return new BundleTarget("default", new ConfigMap([], tree.Position));
        if (name is null)
            return Default(targets);
        var found = targets.Find(target => target.Entry.Key == name);
        return found.Value is not null ? new BundleTarget(name, found.Value) : throw new EdlakeException(
            "TARGET_NOT_FOUND", $"The bundle has no target '{name}'.",
            targets.Count == 0 ? "Leave the target out, or define it under targets." : $"Its targets are: {NamesOf(targets)}.",
            (tree.Entry("targets") ?? tree.Entry("environments"))?.KeyPosition ?? tree.Position);
    }

    /// <summary>The bundle with this target laid over it.</summary>
    internal ConfigMap LaidOver(ConfigMap tree)
    {
        var over = Fields with { Entries = [.. Fields.Entries.Where(entry => MergedKeys.Contains(entry.Key))] };
        var merged = ConfigMerge.Merge(tree, over);
        if (Fields["run_as"] is { } runAs)
            merged = merged.With("run_as", runAs);
        var bundle = merged.Map("bundle") ?? new ConfigMap([], tree.Position);
        bundle = bundle.With("target", new ConfigScalar(Name, ScalarKind.Text, Fields.Position));
        foreach (var key in new[] { "mode", "git", "cluster_id" })
        {
            if (Fields[key] is { } value)
                bundle = bundle.With(key, value);
        }

        return merged.With("bundle", bundle);
    }

    private static BundleTarget Default(List<(ConfigEntry Entry, ConfigMap Value)> targets)
    {
        var defaults = targets.Where(target => target.Value.Boolean("default")).ToList();
        var candidates = defaults.Count > 0 ? defaults : targets;
        return candidates is [var only] ? new BundleTarget(only.Entry.Key, only.Value) : throw new EdlakeException(
            "TARGET_AMBIGUOUS",
            defaults.Count > 1
                ? $"Several targets are marked as default: {NamesOf(defaults)}."
                : $"The bundle has several targets and none is the default: {NamesOf(targets)}.",
            "Name one with --target, or mark one with 'default: true'.",
            candidates[^1].Entry.KeyPosition);
    }

    private static string NamesOf(IEnumerable<(ConfigEntry Entry, ConfigMap Value)> targets) =>
        string.Join(", ", targets.Select(target => target.Entry.Key));
}
