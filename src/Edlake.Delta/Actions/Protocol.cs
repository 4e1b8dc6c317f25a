namespace Edlake.Delta.Actions;

/// <summary>What a client must understand to read (reader version, and features from version 3) and to write (writer version, features from 7).</summary>
public sealed record Protocol(
    int MinReaderVersion,
    int MinWriterVersion,
    IReadOnlyList<string>? ReaderFeatures = null,
    IReadOnlyList<string>? WriterFeatures = null) : DeltaAction
{
    /// <inheritdoc/>
    public bool Equals(Protocol? other) => other is not null && MinReaderVersion == other.MinReaderVersion && MinWriterVersion == other.MinWriterVersion
        && (ReaderFeatures ?? []).Order(StringComparer.Ordinal).SequenceEqual((other.ReaderFeatures ?? []).Order(StringComparer.Ordinal))
        && (WriterFeatures ?? []).Order(StringComparer.Ordinal).SequenceEqual((other.WriterFeatures ?? []).Order(StringComparer.Ordinal));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MinReaderVersion, MinWriterVersion);
}
