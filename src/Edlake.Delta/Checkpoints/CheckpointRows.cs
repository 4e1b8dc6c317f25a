using Edlake.Delta.Actions;

namespace Edlake.Delta.Checkpoints;

/// <summary>Turns a row group's columns into actions: one row of a checkpoint is one action.</summary>
internal static class CheckpointRows
{
    private static readonly Dictionary<string, string?> NoValues = [];

    /// <summary>Adds the rows that are files.</summary>
    public static void AddFiles(RowGroupColumns columns, List<AddFile> files)
    {
        if (columns.Texts("add/path") is not { } paths)
            return;
        var values = columns.Maps("add/partitionValues");
        var sizes = columns.Longs("add/size");
        var times = columns.Longs("add/modificationTime");
        var stats = columns.Texts("add/stats");
        if (stats is null || HasGap(paths, stats))
            stats = ParsedStatistics.Read(columns, stats);
        var tags = columns.Maps("add/tags");
        var vectors = DeletionVectors(columns, "add");
        var rowIds = columns.Longs("add/baseRowId");
        var rowVersions = columns.Longs("add/defaultRowCommitVersion");
        var clustering = columns.Texts("add/clusteringProvider");
        files.EnsureCapacity(files.Count + paths.Length);
        for (var row = 0; row < paths.Length; row++)
        {
            if (paths[row] is not { } path)
                continue;
            files.Add(new AddFile(path, values?[row] ?? NoValues, sizes?[row] ?? 0, times?[row] ?? 0, false, stats?[row])
            {
                Tags = tags?[row],
                DeletionVector = vectors?[row],
                BaseRowId = rowIds?[row],
                DefaultRowCommitVersion = rowVersions?[row],
                ClusteringProvider = clustering?[row],
            });
        }
    }

    /// <summary>Adds the rows that are tombstones.</summary>
    public static void AddRemoves(RowGroupColumns columns, List<RemoveFile> removed)
    {
        if (columns.Texts("remove/path") is not { } paths)
            return;
        var times = columns.Longs("remove/deletionTimestamp");
        var changes = columns.Flags("remove/dataChange");
        var extended = columns.Flags("remove/extendedFileMetadata");
        var values = columns.Maps("remove/partitionValues");
        var sizes = columns.Longs("remove/size");
        var vectors = DeletionVectors(columns, "remove");
        for (var row = 0; row < paths.Length; row++)
        {
            if (paths[row] is not { } path)
                continue;
            removed.Add(new RemoveFile(path, times?[row], changes?[row] ?? false)
            {
                ExtendedFileMetadata = extended?[row],
                PartitionValues = values?[row],
                Size = sizes?[row],
                DeletionVector = vectors?[row],
            });
        }
    }

    /// <summary>Adds what is neither file nor tombstone.</summary>
    public static void AddRest(RowGroupColumns columns, List<DeltaAction> rest)
    {
        AddProtocol(columns, rest);
        AddMetadata(columns, rest);
        var applications = columns.Texts("txn/appId") ?? [];
        var versions = columns.Longs("txn/version");
        var updated = columns.Longs("txn/lastUpdated");
        for (var row = 0; row < applications.Length; row++)
        {
            if (applications[row] is { } application)
                rest.Add(new SetTransaction(application, versions?[row] ?? 0, updated?[row]));
        }
        var domains = columns.Texts("domainMetadata/domain") ?? [];
        var configurations = columns.Texts("domainMetadata/configuration");
        var removed = columns.Flags("domainMetadata/removed");
        for (var row = 0; row < domains.Length; row++)
        {
            if (domains[row] is { } domain)
                rest.Add(new DomainMetadata(domain, configurations?[row] ?? "", removed?[row] ?? false));
        }
    }

    private static void AddProtocol(RowGroupColumns columns, List<DeltaAction> rest)
    {
        var readers = columns.Longs("protocol/minReaderVersion") ?? [];
        var row = Array.FindIndex(readers, value => value is not null);
        if (row < 0)
            return;
        rest.Add(new Protocol(
            (int)readers[row]!.Value,
            (int)(columns.Longs("protocol/minWriterVersion")?[row] ?? throw new InvalidDataException("protocol.minWriterVersion is null")),
            columns.Lists("protocol/readerFeatures")?[row],
            columns.Lists("protocol/writerFeatures")?[row]));
    }

    private static void AddMetadata(RowGroupColumns columns, List<DeltaAction> rest)
    {
        var ids = columns.Texts("metaData/id") ?? [];
        var row = Array.FindIndex(ids, value => value is not null);
        if (row < 0)
            return;
        rest.Add(new Metadata(
            ids[row]!,
            columns.Texts("metaData/name")?[row],
            columns.Texts("metaData/description")?[row],
            columns.Texts("metaData/schemaString")?[row] ?? Metadata.EmptySchema,
            columns.Lists("metaData/partitionColumns")?[row] ?? [],
            columns.Maps("metaData/configuration")?[row]?.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!) ?? [],
            columns.Longs("metaData/createdTime")?[row])
        {
            FormatProvider = columns.Texts("metaData/format/provider")?[row] ?? "parquet",
        });
    }

    private static bool HasGap(string?[] paths, string?[] stats)
    {
        for (var row = 0; row < paths.Length; row++)
        {
            if (paths[row] is not null && stats[row] is null)
                return true;
        }
        return false;
    }

    private static DeletionVectorDescriptor?[]? DeletionVectors(RowGroupColumns columns, string action)
    {
        if (columns.Texts($"{action}/deletionVector/storageType") is not { } types || Array.TrueForAll(types, type => type is null))
            return null;
        var paths = columns.Texts($"{action}/deletionVector/pathOrInlineDv");
        var offsets = columns.Longs($"{action}/deletionVector/offset");
        var sizes = columns.Longs($"{action}/deletionVector/sizeInBytes");
        var cardinalities = columns.Longs($"{action}/deletionVector/cardinality");
        var vectors = new DeletionVectorDescriptor?[types.Length];
        for (var row = 0; row < types.Length; row++)
        {
            if (types[row] is { } type)
                vectors[row] = new DeletionVectorDescriptor(
                    type, paths?[row] ?? "", (int?)offsets?[row], (int)(sizes?[row] ?? 0), cardinalities?[row] ?? 0);
        }
        return vectors;
    }
}
