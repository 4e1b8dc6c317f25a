using System.Globalization;
using System.Text;
using Edlake.Delta.Actions;
using Edlake.Delta.Log;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Storage;
using Parquet;

namespace Edlake.Delta.Checkpoints;

/// <summary>Writes classic checkpoints of one part and <c>_last_checkpoint</c>, as Spark does.</summary>
internal static class CheckpointWriter
{
    /// <summary>Writes a snapshot's checkpoint: the file first, then what points to it. Tombstones older than their retention are left out.</summary>
    public static void Write(Snapshot snapshot, DateTimeOffset now)
    {
        var oldest = (now - TableRetention.DeletedFiles(snapshot.Configuration)).ToUnixTimeMilliseconds();
        var tombstones = snapshot.Tombstones.Where(file => (file.DeletionTimestamp ?? 0) > oldest).ToList();
        var path = Path.Combine(LogFolder.Of(snapshot.TablePath), LogFolder.FileStem(snapshot.Version) + ".checkpoint.parquet");
        var temporary = DurableFile.TemporaryName(path);
        var (columns, rows) = Gather(snapshot, tombstones);
        try
        {
            WriteParquet(temporary, columns);
            DurableFile.MoveIntoPlace(temporary, path);
        }
        finally
        {
            File.Delete(temporary);
        }
        var pointer = string.Create(CultureInfo.InvariantCulture,
            $$"""{"version":{{snapshot.Version}},"size":{{rows}},"sizeInBytes":{{new FileInfo(path).Length}},"numOfAddFiles":{{snapshot.Files.Count}}}""");
        DurableFile.Replace(Path.Combine(LogFolder.Of(snapshot.TablePath), "_last_checkpoint"), Encoding.UTF8.GetBytes(pointer));
    }

    private static (CheckpointColumns Columns, long Rows) Gather(Snapshot snapshot, List<RemoveFile> tombstones)
    {
        var columns = new CheckpointColumns();
        AddProtocol(columns, snapshot.Protocol);
        AddMetadata(columns, snapshot.Metadata);
        foreach (var transaction in snapshot.Transactions.Values)
        {
            columns.BeginRow("txn");
            columns.Set("txn/appId", transaction.AppId);
            columns.Set("txn/version", transaction.Version);
            columns.Set("txn/lastUpdated", transaction.LastUpdated);
        }
        foreach (var domain in snapshot.Domains.Values)
        {
            columns.BeginRow("domainMetadata");
            columns.Set("domainMetadata/domain", domain.Domain);
            columns.Set("domainMetadata/configuration", domain.Configuration);
            columns.Set("domainMetadata/removed", domain.Removed);
        }
        foreach (var file in snapshot.Files)
            AddFile(columns, file);
        foreach (var file in tombstones)
            AddRemove(columns, file);
        return (columns, 2L + snapshot.Transactions.Count + snapshot.Domains.Count + snapshot.Files.Count + tombstones.Count);
    }

    private static void AddProtocol(CheckpointColumns columns, Protocol protocol)
    {
        columns.BeginRow("protocol");
        columns.SetInt("protocol/minReaderVersion", protocol.MinReaderVersion);
        columns.SetInt("protocol/minWriterVersion", protocol.MinWriterVersion);
        columns.Set("protocol/readerFeatures", protocol.ReaderFeatures);
        columns.Set("protocol/writerFeatures", protocol.WriterFeatures);
    }

    private static void AddMetadata(CheckpointColumns columns, Metadata metadata)
    {
        columns.BeginRow("metaData");
        columns.Set("metaData/id", metadata.Id);
        columns.Set("metaData/name", metadata.Name);
        columns.Set("metaData/description", metadata.Description);
        columns.Set("metaData/format/provider", metadata.FormatProvider);
        columns.Set("metaData/format/options", new Dictionary<string, string>());
        columns.Set("metaData/schemaString", metadata.SchemaString);
        columns.Set("metaData/partitionColumns", metadata.PartitionColumns);
        columns.Set("metaData/configuration", metadata.Configuration);
        columns.Set("metaData/createdTime", metadata.CreatedTime);
    }

    private static void AddFile(CheckpointColumns columns, AddFile file)
    {
        columns.BeginRow("add");
        columns.Set("add/path", file.Path);
        columns.Set("add/partitionValues", file.PartitionValues);
        columns.Set("add/size", file.Size);
        columns.Set("add/modificationTime", file.ModificationTime);
        columns.Set("add/dataChange", false);
        columns.Set("add/tags", file.Tags);
        AddDeletionVector(columns, "add/deletionVector", file.DeletionVector);
        columns.Set("add/baseRowId", file.BaseRowId);
        columns.Set("add/defaultRowCommitVersion", file.DefaultRowCommitVersion);
        columns.Set("add/clusteringProvider", file.ClusteringProvider);
        columns.Set("add/stats", file.Stats);
    }

    private static void AddRemove(CheckpointColumns columns, RemoveFile file)
    {
        columns.BeginRow("remove");
        columns.Set("remove/path", file.Path);
        columns.Set("remove/deletionTimestamp", file.DeletionTimestamp);
        columns.Set("remove/dataChange", false);
        columns.Set("remove/extendedFileMetadata", file.ExtendedFileMetadata);
        columns.Set("remove/partitionValues", file.PartitionValues);
        columns.Set("remove/size", file.Size);
        AddDeletionVector(columns, "remove/deletionVector", file.DeletionVector);
        columns.Set("remove/baseRowId", file.BaseRowId);
        columns.Set("remove/defaultRowCommitVersion", file.DefaultRowCommitVersion);
    }

    private static void AddDeletionVector(CheckpointColumns columns, string path, DeletionVectorDescriptor? vector)
    {
        if (vector is null)
        {
            columns.SetAbsent(path);
            return;
        }
        columns.Set(path + "/storageType", vector.StorageType);
        columns.Set(path + "/pathOrInlineDv", vector.PathOrInlineDv);
        columns.SetInt(path + "/offset", vector.Offset);
        columns.SetInt(path + "/sizeInBytes", vector.SizeInBytes);
        columns.Set(path + "/cardinality", vector.Cardinality);
    }

    private static void WriteParquet(string path, CheckpointColumns columns)
    {
        using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16);
        var writer = ParquetWriter.CreateAsync(CheckpointColumns.Schema, stream, new ParquetOptions { CompressionMethod = CompressionMethod.Snappy })
            .GetAwaiter().GetResult();
        try
        {
            using var group = writer.CreateRowGroup();
            foreach (var leaf in columns.Leaves)
                leaf.WriteAsync(group).GetAwaiter().GetResult();
        }
        finally
        {
            writer.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }
}
