using Edlake.Sql.Diagnostics;

namespace Edlake.Yaml;

/// <summary>A list.</summary>
public sealed record ConfigSequence(IReadOnlyList<ConfigValue> Items, SourcePosition Position) : ConfigValue(Position)
{
    /// <inheritdoc/>
    public override string KindName => "a list";
}
