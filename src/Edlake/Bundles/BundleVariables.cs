using Edlake.Diagnostics;
using Edlake.Files;
using Edlake.Sql.Diagnostics;
using Edlake.Yaml;

namespace Edlake.Bundles;

/// <summary>Gives each declared variable its value: command line, environment, lookup, overrides file, target, default; the first that exists.</summary>
internal sealed class BundleVariables(
    BundleFolder folder,
    BundleTarget target,
    IReadOnlyDictionary<string, string> overrides,
    IReadOnlyDictionary<string, string> environment)
{
    private const string Default = "default";
    private const string Lookup = "lookup";
    private const string Value = "value";

    private static readonly string[] DefinitionKeys = [Default, Lookup, "description", "type"];

    /// <summary>The tree with a <c>value</c> in each entry of <c>variables</c>, except in those that only a workspace can look up.</summary>
    /// <exception cref="EdlakeException">BUNDLE_UNKNOWN_VARIABLE, BUNDLE_VARIABLE_WITHOUT_VALUE, BUNDLE_INVALID_VALUE.</exception>
    internal ConfigMap SetIn(ConfigMap tree)
    {
        var declared = tree.MapsOf("variables").ToList();
        var fromFile = OverridesFile();
        var fromTarget = target.Fields.Map("variables");
        foreach (var entry in (fromTarget?.Entries ?? []).Concat(fromFile?.Entries ?? []))
            RequireDeclared(entry.Key, entry.KeyPosition, declared);
        foreach (var name in overrides.Keys)
            RequireDeclared(name, null, declared);
        var variables = new ConfigMap([], tree.Position);
        foreach (var (entry, definition) in declared)
        {
            var overlaid = Overlaid(definition, fromTarget?.Entry(entry.Key)?.Value);
            variables = variables.With(entry.Key, Valued(entry, overlaid, fromFile?[entry.Key]));
        }

        return tree.With("variables", variables);
    }

    private ConfigMap Valued(ConfigEntry entry, ConfigMap definition, ConfigValue? fromFile)
    {
        if (Given(entry, definition) is { } given)
            return definition.With(Value, given);
        if (definition[Lookup] is not null)
            return definition;
        if ((fromFile ?? definition[Default]) is { } value)
            return definition.With(Value, value);
        throw new EdlakeException(
            "BUNDLE_VARIABLE_WITHOUT_VALUE",
            $"The variable '{entry.Key}' has no value for target '{target.Name}'.",
            $"Give it a default, or --var {entry.Key}=…, or the environment variable BUNDLE_VAR_{entry.Key}.",
            entry.KeyPosition);
    }

    private ConfigScalar? Given(ConfigEntry entry, ConfigMap definition)
    {
        if (!overrides.TryGetValue(entry.Key, out var text) && !environment.TryGetValue("BUNDLE_VAR_" + entry.Key, out text))
            return null;
        return definition.Text("type") != "complex" ? new ConfigScalar(text, ScalarKind.Text, entry.KeyPosition) : throw new EdlakeException(
            "BUNDLE_INVALID_VALUE",
            $"The variable '{entry.Key}' is complex: its value cannot be given as text.",
            "Set it in a target, or in .databricks/bundle/<target>/variable-overrides.json.",
            entry.KeyPosition);
    }

    // A target writes a whole definition or, short, only the value.
    private static ConfigMap Overlaid(ConfigMap definition, ConfigValue? fromTarget) => fromTarget switch
    {
        null or { IsNull: true } => definition,
        ConfigMap map when map.Entries.Any(entry => entry.Key is Default or Lookup) && map.Entries.All(entry => DefinitionKeys.Contains(entry.Key)) =>
            map.Entries.Aggregate(definition, (whole, entry) => whole.With(entry.Key, entry.Value)),
        _ => definition.With(Default, fromTarget),
    };

    private ConfigMap? OverridesFile()
    {
        var path = Path.Combine(folder.Root, ".databricks", "bundle", target.Name, "variable-overrides.json");
        if (!File.Exists(path))
            return null;
        var value = YamlReader.Read(TextFile.Read(path, folder.Root));
        return value as ConfigMap ?? throw BundleErrors.WrongKind("variable-overrides.json", "a map", value);
    }

    private static void RequireDeclared(string name, SourcePosition? position, List<(ConfigEntry Entry, ConfigMap Value)> declared)
    {
        if (declared.Exists(variable => variable.Entry.Key == name))
            return;
        var known = string.Join(", ", declared.Select(variable => variable.Entry.Key));
        throw new EdlakeException(
            "BUNDLE_UNKNOWN_VARIABLE",
            $"The bundle declares no variable '{name}'.",
            known.Length == 0 ? "Declare it under variables." : $"Declare it under variables; declared are: {known}.",
            position);
    }
}
