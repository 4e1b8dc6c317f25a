using System.Buffers.Binary;
using System.Globalization;
using Edlake.Delta.Actions;
using Edlake.Delta.Storage;

namespace Edlake.Delta.DeletionVectors;

/// <summary>The rows of a data file that are deleted.</summary>
public static class DeletionVector
{
    private const byte FileVersion = 1;

    /// <summary>
    /// The positions of the deleted rows in the data file, from 0, ascending. Errors: DELTA_DELETION_VECTOR_* by Delta's names when the
    /// vector is missing, damaged or of another size than the log says.
    /// </summary>
    public static long[] Read(string tablePath, DeletionVectorDescriptor descriptor)
    {
        try
        {
            var positions = RoaringBitmapReader.Read(Load(tablePath, descriptor));
            return positions.Length == descriptor.Cardinality
                ? positions
                : throw new DeltaException("DELTA_DELETION_VECTOR_CARDINALITY_MISMATCH", "XXKDS", string.Create(CultureInfo.InvariantCulture,
                    $"Deletion vector integrity check failed: {positions.Length} rows where the log says {descriptor.Cardinality}."));
        }
        catch (Exception e) when (e is InvalidDataException or ArgumentOutOfRangeException or IndexOutOfRangeException or FormatException)
        {
            throw new DeltaException("DELTA_CANNOT_READ_DELETION_VECTOR", "XXKDS",
                $"The deletion vector {descriptor.UniqueId} of {tablePath} cannot be read: {e.Message}", inner: e);
        }
    }

    /// <summary>The file a vector is kept in; null for one that is kept in the log itself.</summary>
    public static string? FileOf(string tablePath, DeletionVectorDescriptor descriptor)
    {
        var text = descriptor.PathOrInlineDv;
        switch (descriptor.StorageType)
        {
            case "i":
                return null;
            case "p":
                return FilePath.ToLocal(tablePath, text);
            case "u" when text.Length >= Base85.EncodedGuidLength:
                var prefix = text[..^Base85.EncodedGuidLength];
                var id = new Guid(Base85.Decode(text[^Base85.EncodedGuidLength..]), bigEndian: true);
                return Path.Combine(tablePath, prefix, $"deletion_vector_{id}.bin");
            default:
                throw new DeltaException("DELTA_CANNOT_READ_DELETION_VECTOR", "XXKDS",
                    $"The deletion vector {descriptor.UniqueId} of {tablePath} has a storage type that is not known.");
        }
    }

    private static byte[] Load(string tablePath, DeletionVectorDescriptor descriptor)
    {
        if (FileOf(tablePath, descriptor) is not { } path)
            return Base85.Decode(descriptor.PathOrInlineDv)[..descriptor.SizeInBytes];
        if (!File.Exists(path))
            throw new DeltaException("DELTA_DELETION_VECTOR_FILE_NOT_FOUND", "XXKDS", $"The deletion vector file {path} is not there.",
                "It was deleted from under the table; restore it from a backup.");
        using var file = File.OpenRead(path);
        if (file.ReadByte() != FileVersion)
            throw new InvalidDataException("the file's format version is not 1");
        file.Position = descriptor.Offset ?? 1;
        var framed = new byte[descriptor.SizeInBytes + 8];
        if (file.ReadAtLeast(framed, framed.Length, throwOnEndOfStream: false) < framed.Length)
            throw new InvalidDataException("the file is cut short");
        var size = BinaryPrimitives.ReadInt32BigEndian(framed);
        if (size != descriptor.SizeInBytes)
            throw new DeltaException("DELTA_DELETION_VECTOR_SIZE_MISMATCH", "XXKDS", string.Create(CultureInfo.InvariantCulture,
                $"Deletion vector integrity check failed: {size} bytes in {path} where the log says {descriptor.SizeInBytes}."));
        var data = framed[4..^4];
        if (Crc32.Of(data) != BinaryPrimitives.ReadUInt32BigEndian(framed.AsSpan(framed.Length - 4)))
            throw new DeltaException("DELTA_DELETION_VECTOR_CHECKSUM_MISMATCH", "XXKDS",
                $"Could not verify deletion vector integrity, CRC checksum verification failed: {path}.");
        return data;
    }
}
