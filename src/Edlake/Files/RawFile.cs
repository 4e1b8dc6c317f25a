namespace Edlake.Files;

/// <summary>A raw file as it lies there now.</summary>
/// <param name="MachinePath">Absolute path on this machine.</param>
/// <param name="DisplayPath">The path the notebook's world knows it by: <c>_metadata.file_path</c>.</param>
/// <param name="Size">Bytes.</param>
/// <param name="ModifiedMicros">Modification time, microseconds since the epoch.</param>
/// <param name="PartitionValues">Values of hive-style folders on the way (<c>country=GB</c>), by column name as written; null for <c>__HIVE_DEFAULT_PARTITION__</c>.</param>
public sealed record RawFile(
    string MachinePath, string DisplayPath, long Size, long ModifiedMicros, IReadOnlyDictionary<string, string?> PartitionValues);
