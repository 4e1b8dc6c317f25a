using Edlake.Sql.Diagnostics;

namespace Edlake.Yaml;

/// <summary>A map, its entries in the order they were written.</summary>
public sealed record ConfigMap(IReadOnlyList<ConfigEntry> Entries, SourcePosition Position) : ConfigValue(Position)
{
    /// <inheritdoc/>
    public override string KindName => "a map";

    /// <summary>The value of a key, null where it is not there or null.</summary>
    public ConfigValue? this[string key] => Entry(key)?.Value is { IsNull: false } value ? value : null;

    /// <summary>The entry of a key, or null.</summary>
    public ConfigEntry? Entry(string key) => Entries.FirstOrDefault(entry => entry.Key == key);

    /// <summary>The same map with another value at a key.</summary>
    public ConfigMap With(string key, ConfigValue value)
    {
        var entry = new ConfigEntry(key, Entry(key)?.KeyPosition ?? value.Position, value);
        return Entry(key) is null
            ? this with { Entries = [.. Entries, entry] }
            : this with { Entries = [.. Entries.Select(old => old.Key == key ? entry : old)] };
    }
}
