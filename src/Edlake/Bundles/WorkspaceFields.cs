using System.Text.RegularExpressions;
using Edlake.Yaml;

namespace Edlake.Bundles;

/// <summary>Fills in the fields of <c>workspace</c> that a bundle may refer to without setting them.</summary>
internal static partial class WorkspaceFields
{
    private const string HomeOfUsers = "/Workspace/Users/${workspace.current_user.userName}/";

    internal static ConfigMap AddTo(ConfigMap tree, IReadOnlyDictionary<string, string> environment)
    {
        var workspace = tree.Map("workspace") ?? new ConfigMap([], tree.Position);
        workspace = workspace.With("current_user", UserFields(tree, environment));
        if (environment.TryGetValue("DATABRICKS_HOST", out var host))
            workspace = WithDefault(workspace, "host", host);
        workspace = WithDefault(workspace, "root_path", "~/.bundle/${bundle.name}/${bundle.target}");
        if (workspace["root_path"] is ConfigScalar root && root.Text.StartsWith("~/", StringComparison.Ordinal))
            workspace = workspace.With("root_path", root with { Text = HomeOfUsers + root.Text[2..] });
        foreach (var (field, folder) in new[] { ("file", "files"), ("resource", "resources"), ("artifact", "artifacts"), ("state", "state") })
            workspace = WithDefault(workspace, field + "_path", "${workspace.root_path}/" + folder);
        return tree.With("workspace", workspace);
    }

    // Who runs this here stands for the workspace's user.
    private static ConfigMap UserFields(ConfigMap tree, IReadOnlyDictionary<string, string> environment)
    {
        var name = environment.GetValueOrDefault("USER") ?? environment.GetValueOrDefault("USERNAME") ?? "user";
        var shortName = NotAlphanumeric().Replace(name.Split('@')[0], "_");
        var user = new ConfigMap([], tree.Position);
        user = WithDefault(user, "userName", name);
        user = WithDefault(user, "short_name", shortName);
        return WithDefault(user, "domain_friendly_name", NotAlphanumeric().Replace(name, "-"));
    }

    private static ConfigMap WithDefault(ConfigMap map, string key, string text) =>
        map[key] is null ? map.With(key, new ConfigScalar(text, ScalarKind.Text, map.Position)) : map;

    [GeneratedRegex(@"[^\p{L}\p{N}]")]
    private static partial Regex NotAlphanumeric();
}
