using Edlake.Sql.Diagnostics;

namespace Edlake.Yaml;

/// <summary>A value of a configuration file that knows where it was written. A closed hierarchy: map, sequence or scalar.</summary>
public abstract record ConfigValue(SourcePosition Position)
{
    /// <summary>What a reader calls it: <c>a map</c>, <c>a list</c>, <c>text</c>, …</summary>
    public abstract string KindName { get; }

    /// <summary>Whether nothing was written, or <c>null</c>.</summary>
    public bool IsNull => this is ConfigScalar { Kind: ScalarKind.Null };
}
