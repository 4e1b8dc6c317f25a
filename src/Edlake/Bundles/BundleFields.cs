using System.Globalization;
using Edlake.Yaml;

namespace Edlake.Bundles;

/// <summary>Reads fields of a resolved configuration with the type they must have. As on Databricks, a number may stand for text and the reverse.</summary>
internal static class BundleFields
{
    internal static string? Text(this ConfigMap map, string key) => map[key] is { } value ? TextOf(key, value) : null;

    internal static string RequiredText(this ConfigMap map, string key, string where) =>
        map.Text(key) ?? throw BundleErrors.Missing(key, where, map.Position);

    /// <summary>The text of a scalar; a reference that only a workspace can resolve is an error, because the text is about to be used.</summary>
    internal static string TextOf(string what, ConfigValue value)
    {
        if (value is not ConfigScalar scalar)
            throw BundleErrors.WrongKind(what, "text", value);
        var left = BundleReference.In(scalar.Text).FirstOrDefault(reference => reference.IsKnownNamespace);
        return left is null ? scalar.Text : throw BundleErrors.KnownOnlyInWorkspace(left.Text, value.Position);
    }

    internal static int Integer(this ConfigMap map, string key, int otherwise, int minimum = 0)
    {
        if (map[key] is not { } value)
            return otherwise;
        return int.TryParse(TextOf(key, value), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= minimum
            ? number
            : throw BundleErrors.WrongKind(key, $"a whole number of {minimum} or more", value);
    }

    internal static bool Boolean(this ConfigMap map, string key)
    {
        if (map[key] is not { } value)
            return false;
        return bool.TryParse(TextOf(key, value), out var flag) ? flag : throw BundleErrors.WrongKind(key, "true or false", value);
    }

    internal static ConfigMap? Map(this ConfigMap map, string key) =>
        map[key] is { } value ? value as ConfigMap ?? throw BundleErrors.WrongKind(key, "a map", value) : null;

    /// <summary>The entries of a map of maps, such as jobs by key; an entry without content counts as an empty map.</summary>
    internal static IEnumerable<(ConfigEntry Entry, ConfigMap Value)> MapsOf(this ConfigMap map, string key)
    {
        foreach (var entry in map.Map(key)?.Entries ?? [])
        {
            yield return (entry, entry.Value as ConfigMap
                ?? (entry.Value.IsNull ? new ConfigMap([], entry.KeyPosition) : throw BundleErrors.WrongKind(entry.Key, "a map", entry.Value)));
        }
    }

    internal static IReadOnlyList<ConfigValue> Items(this ConfigMap map, string key) => map[key] switch
    {
        null => [],
        ConfigSequence sequence => sequence.Items,
        var other => throw BundleErrors.WrongKind(key, "a list", other),
    };

    /// <summary>The items of a list of maps.</summary>
    internal static IEnumerable<ConfigMap> MapItems(this ConfigMap map, string key) =>
        map.Items(key).Select(item => item as ConfigMap ?? throw BundleErrors.WrongKind(key, "a list of maps", item));
}
