using Edlake.Diagnostics;
using Edlake.Yaml;

namespace Edlake.Bundles;

/// <summary>Databricks' merge rules: maps merge, lists concatenate, of two scalars the later wins, null counts as nothing.</summary>
internal static class ConfigMerge
{
    /// <summary>The second map laid over the first.</summary>
    /// <exception cref="EdlakeException">BUNDLE_MERGE_CONFLICT where the same key has two forms.</exception>
    internal static ConfigMap Merge(ConfigMap first, ConfigMap second)
    {
        var entries = first.Entries.ToList();
        foreach (var entry in second.Entries)
        {
            var at = entries.FindIndex(old => old.Key == entry.Key);
            if (at < 0)
                entries.Add(entry);
            else
                entries[at] = entries[at] with { Value = Merge(entries[at], entry) };
        }

        return first with { Entries = entries };
    }

    /// <summary>Merges the items of a list that have the same key, in the order in which keys first occur.</summary>
    internal static ConfigSequence ByKey(ConfigSequence list, string key)
    {
        var items = new List<ConfigValue>();
        foreach (var item in list.Items)
        {
            var at = KeyOf(item, key) is { } name ? items.FindIndex(old => KeyOf(old, key) == name) : -1;
            if (at < 0)
                items.Add(item);
            else
                items[at] = Merge((ConfigMap)items[at], (ConfigMap)item);
        }

        return list with { Items = items };
    }

    private static ConfigValue Merge(ConfigEntry first, ConfigEntry second) => (first.Value, second.Value) switch
    {
        var (a, b) when b.IsNull => a,
        var (a, b) when a.IsNull => b,
        (ConfigMap a, ConfigMap b) => Merge(a, b),
        (ConfigSequence a, ConfigSequence b) => a with { Items = [.. a.Items, .. b.Items] },
        (ConfigScalar, ConfigScalar b) => b,
        _ => throw BundleErrors.MergeConflict(first, second),
    };

    private static string? KeyOf(ConfigValue item, string key) => item is ConfigMap map && map[key] is ConfigScalar scalar ? scalar.Text : null;
}
