using Edlake.Sql.Diagnostics;

namespace Edlake.Yaml;

/// <summary>A key of a map with its value.</summary>
public sealed record ConfigEntry(string Key, SourcePosition KeyPosition, ConfigValue Value);
