using System.Text.RegularExpressions;
using Edlake.Yaml;

namespace Edlake.Bundles;

/// <summary>
/// What a deployment calls jobs, schemas and volumes: the target's prefix stands before the name, and the <c>id</c> and
/// <c>volume_path</c> that nobody writes follow from the names. Ids of jobs and the like are numbers that only a workspace gives.
/// </summary>
internal static partial class DeployedNames
{
    /// <summary>What stands before the names of jobs; empty where nothing does.</summary>
    /// <param name="tree">The bundle, its variables resolved.</param>
    /// <param name="isDevelopment">Whether the target's mode is development.</param>
    internal static string Prefix(ConfigMap tree, bool isDevelopment)
    {
        if (tree.Map("presets")?.Text("name_prefix") is { } prefix)
            return prefix;
        return isDevelopment ? $"[dev {tree.Map("workspace")!.Map("current_user")!.Text("short_name")}] " : "";
    }

    /// <summary>The tree with the names of schemas and volumes, still to be resolved where they refer to each other.</summary>
    internal static ConfigMap AddTo(ConfigMap tree, bool isDevelopment)
    {
        if (tree.Map("resources") is not { } resources)
            return tree;
        var prefix = NotOfName().Replace(Prefix(tree, isDevelopment), "_").TrimStart('_');
        resources = Changed(resources, "schemas", schema => Schema(schema, prefix));
        resources = Changed(resources, "volumes", Volume);
        return tree.With("resources", resources);
    }

    private static ConfigMap Schema(ConfigMap schema, string prefix)
    {
        if (schema["catalog_name"] is not ConfigScalar catalog || schema["name"] is not ConfigScalar name)
            return schema;
        return schema.With("name", name with { Text = prefix + name.Text }).With("id", name with { Text = $"{catalog.Text}.{prefix}{name.Text}" });
    }

    private static ConfigMap Volume(ConfigMap volume)
    {
        if (volume["catalog_name"] is not ConfigScalar catalog || volume["schema_name"] is not ConfigScalar schema || volume["name"] is not ConfigScalar name)
            return volume;
        string[] parts = [catalog.Text, schema.Text, name.Text];
        return volume.With("id", name with { Text = string.Join('.', parts) })
            .With("volume_path", name with { Text = "/Volumes/" + string.Join('/', parts) });
    }

    private static ConfigMap Changed(ConfigMap resources, string kind, Func<ConfigMap, ConfigMap> change) =>
        resources.Map(kind) is not { } map ? resources : resources.With(kind, map with
        {
            Entries = [.. map.Entries.Select(entry => entry.Value is ConfigMap fields ? entry with { Value = change(fields) } : entry)],
        });

    [GeneratedRegex(@"[^\p{L}\p{N}_]+")]
    private static partial Regex NotOfName();
}
