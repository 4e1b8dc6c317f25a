using Edlake.Delta.Snapshots;

namespace Edlake.Sessions.Commands;

/// <summary>A table's properties as SHOW TBLPROPERTIES lists them: its own, and its protocol.</summary>
internal static class TablePropertyList
{
    internal static SortedDictionary<string, string> Of(Snapshot snapshot)
    {
        var protocol = snapshot.Protocol;
        var properties = new SortedDictionary<string, string>(snapshot.Configuration.ToDictionary(), StringComparer.Ordinal)
        {
            ["delta.minReaderVersion"] = $"{protocol.MinReaderVersion}",
            ["delta.minWriterVersion"] = $"{protocol.MinWriterVersion}",
        };
        foreach (var feature in (protocol.WriterFeatures ?? []).Concat(protocol.ReaderFeatures ?? []))
            properties[$"delta.feature.{feature}"] = "supported";
        return properties;
    }
}
