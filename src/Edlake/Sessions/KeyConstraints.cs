using Edlake.Sql.Syntax;

namespace Edlake.Sessions;

/// <summary>The key constraints of a table.</summary>
internal static class KeyConstraints
{
    private const string Prefix = "edlake.constraints.";

    internal static IEnumerable<KeyConstraint> Of(IReadOnlyDictionary<string, string> configuration) =>
        configuration.Where(pair => pair.Key.StartsWith(Prefix, StringComparison.Ordinal)).Select(pair => new KeyConstraint(pair.Key[Prefix.Length..], pair.Value));

    /// <summary>The property that keeps a constraint of a name.</summary>
    internal static string Key(string name) => Prefix + name.ToLowerInvariant();

    /// <summary>The name of a constraint; one without a name is called after its columns.</summary>
    internal static string NameOf(TableConstraint constraint) => (constraint.Name?.Value
        ?? string.Join('_', constraint.Columns.Select(column => column.Value).Append(constraint.Kind.Replace(' ', '_')))).ToLowerInvariant();

    internal static string TextOf(TableConstraint constraint)
    {
        var text = $"{constraint.Kind.ToUpperInvariant()} ({string.Join(", ", constraint.Columns.Select(column => column.Value))})";
        return constraint.References is null
            ? text
            : $"{text} REFERENCES {constraint.References}{(constraint.ReferencedColumns.Count == 0 ? "" : $" ({string.Join(", ", constraint.ReferencedColumns.Select(column => column.Value))})")}";
    }
}
