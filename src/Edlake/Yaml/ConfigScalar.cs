using Edlake.Sql.Diagnostics;

namespace Edlake.Yaml;

/// <summary>A single value; <paramref name="Text"/> is as it was written, so that a number given to a text field keeps its form.</summary>
public sealed record ConfigScalar(string Text, ScalarKind Kind, SourcePosition Position) : ConfigValue(Position)
{
    /// <inheritdoc/>
    public override string KindName => Kind switch
    {
        ScalarKind.Null => "nothing",
        ScalarKind.Boolean => "true or false",
        ScalarKind.Integer or ScalarKind.Number => "a number",
        _ => "text",
    };
}
