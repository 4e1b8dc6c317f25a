using System.Globalization;
using Edlake.Diagnostics;
using Edlake.Sql.Diagnostics;
using Edlake.Yaml;

namespace Edlake.Bundles;

/// <summary>
/// Replaces references such as <c>${var.x}</c> by what they name. A value that is nothing but a reference keeps the type of what it names.
/// References whose value only a workspace knows stay as they are (an id that a deployment gives); so does what the bundle does not
/// know the namespace of.
/// </summary>
internal sealed class ReferenceResolver
{
    // A script's ${NAME} is the shell's; targets are laid over already; the others must not contain references.
    private static readonly string[] LeftAlone = ["include", "scripts", "targets", "environments"];

    private readonly Dictionary<string, ConfigValue> _resolved = [];
    private readonly List<string> _path = [];
    private readonly ConfigMap _tree;
    private readonly string[] _namespaces;

    private ReferenceResolver(ConfigMap tree, string[] namespaces)
    {
        _tree = tree;
        _namespaces = namespaces;
    }

    /// <summary>Resolves variables and what else is known before anything is deployed.</summary>
    internal static ReferenceResolver Configuration(ConfigMap tree) => new(tree, ["var", "variables", "bundle", "workspace"]);

    /// <summary>Resolves references from one resource to another, which see names as they are deployed.</summary>
    internal static ReferenceResolver Resources(ConfigMap tree) => new(tree, ["resources"]);

    /// <summary>The tree with its references replaced.</summary>
    /// <exception cref="EdlakeException">BUNDLE_UNKNOWN_REFERENCE, BUNDLE_REFERENCE_CYCLE.</exception>
    internal ConfigMap Resolve() => _tree with
    {
        Entries = [.. _tree.Entries.Select(entry => LeftAlone.Contains(entry.Key) ? entry : Resolve(entry))],
    };

    private ConfigEntry Resolve(ConfigEntry entry) => BundleReference.In(entry.Key).Count > 0
        ? throw BundleErrors.ReferenceNotAllowed(entry.Key, entry.KeyPosition)
        : entry with { Value = Resolve(entry.Value) };

    private ConfigValue Resolve(ConfigValue value) => value switch
    {
        ConfigMap map => map with { Entries = [.. map.Entries.Select(Resolve)] },
        ConfigSequence list => list with { Items = [.. list.Items.Select(Resolve)] },
        ConfigScalar scalar => ResolveText(scalar),
        _ => value,
    };

    private ConfigValue ResolveText(ConfigScalar scalar)
    {
        var references = BundleReference.In(scalar.Text);
        if (references is [var whole] && whole.Text == scalar.Text)
            return Named(whole, scalar.Position) is { } value ? value with { Position = scalar.Position } : scalar;
        var text = scalar.Text;
        foreach (var reference in references.Reverse())
        {
            var value = Named(reference, scalar.Position);
            if (value is null)
                continue;
            if (value is not ConfigScalar part)
                throw BundleErrors.WrongKind(reference.Text, "text, because other text stands beside it", value with { Position = scalar.Position });
            text = text.Remove(reference.Start, reference.Text.Length).Insert(reference.Start, part.Text);
        }

        return references.Count == 0 ? scalar : scalar with { Text = text, Kind = ScalarKind.Text };
    }

    // What a reference names, resolved; null where it is to be left as it is.
    private ConfigValue? Named(BundleReference reference, SourcePosition position)
    {
        if (!_namespaces.Contains(reference.Segments[0]))
            return null;
        if (_resolved.TryGetValue(reference.Text, out var known))
            return known;
        Enter(reference, position);
        var value = Find(reference, position);
        _path.RemoveAt(_path.Count - 1);
        if (value is not null)
            _resolved[reference.Text] = value;
        return value;
    }

    private void Enter(BundleReference reference, SourcePosition position)
    {
        var start = _path.IndexOf(reference.Text);
        _path.Add(reference.Text);
        if (start >= 0)
        {
            throw new EdlakeException(
                "BUNDLE_REFERENCE_CYCLE", $"These references lead back to themselves: {string.Join(" → ", _path.Skip(start))}.",
                "Give one of them a value of its own.", position);
        }
    }

    private ConfigValue? Find(BundleReference reference, SourcePosition position)
    {
        var segments = reference.Segments[0] == "var" && reference.Segments.Count > 1
            ? ["variables", reference.Segments[1], "value", .. reference.Segments.Skip(2)]
            : reference.Segments;
        ConfigValue? current = _tree;
        for (var i = 0; i < segments.Count; i++)
        {
            var parent = current is ConfigScalar text ? ResolveText(text) : current;
            current = ChildOf(parent, segments[i]);
            if (current is not null)
                continue;
            if (IsKnownOnlyInWorkspace(segments, i, parent))
                return null;
            throw BundleErrors.UnknownReference(reference.Text, position, HintFor(segments, i, parent));
        }

        return Resolve(current!);
    }

    private static ConfigValue? ChildOf(ConfigValue? parent, string segment) => parent switch
    {
        ConfigMap map => map[segment],
        ConfigSequence list when segment[0] == '[' && int.Parse(segment[1..^1], CultureInfo.InvariantCulture) is var index && index < list.Items.Count => list.Items[index],
        _ => null,
    };

    private static bool IsKnownOnlyInWorkspace(IReadOnlyList<string> segments, int at, ConfigValue? parent) => segments[0] switch
    {
        "variables" => at == 2 && parent is ConfigMap variable && variable["lookup"] is not null,
        "resources" => at >= 3 || parent is ConfigScalar,
        "workspace" => segments is [_, "host"] or [_, "current_user", ..],
        "bundle" => segments is [_, "git", ..],
        _ => false,
    };

    private static string HintFor(IReadOnlyList<string> segments, int at, ConfigValue? parent)
    {
        var name = segments[0] == "variables" && at == 1 ? "variable" : "field";
        var known = parent is ConfigMap { Entries.Count: > 0 and < 30 } map ? string.Join(", ", map.Entries.Select(entry => entry.Key)) : null;
        return known is null ? $"There is no {name} '{segments[at]}' there." : $"There is no {name} '{segments[at]}'; there are: {known}.";
    }
}
