using System.Globalization;
using System.Text.Json;
using Edlake.Delta;
using Edlake.Delta.Actions;
using Edlake.Delta.TableFeatures;
using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Schemas;
using Edlake.Sql.Binding;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sessions.Commands;

/// <summary>DESCRIBE HISTORY and DESCRIBE DETAIL: what a table's log says of its commits and of itself.</summary>
internal sealed class HistoryCommands(WarehouseTransaction transaction)
{
    private static readonly MapType TextMap = new(new StringType(), new StringType(), true);

    private static readonly StructType HistoryColumns = new([
        new StructField("version", new LongType()),
        new StructField("timestamp", new TimestampType()),
        .. CommandSchema.Of(new StringType(), "userId", "userName", "operation"),
        new StructField("operationParameters", TextMap),
        new StructField("job", new StructType([.. CommandSchema.Of(new StringType(), "jobId", "jobName", "jobRunId", "runId", "jobOwnerId", "triggerType")])),
        new StructField("notebook", new StructType([.. CommandSchema.Of(new StringType(), "notebookId")])),
        new StructField("clusterId", new StringType()),
        new StructField("readVersion", new LongType()),
        new StructField("isolationLevel", new StringType()),
        new StructField("isBlindAppend", new BooleanType()),
        new StructField("operationMetrics", TextMap),
        .. CommandSchema.Of(new StringType(), "userMetadata", "engineInfo"),
    ]);

    private static readonly StructType DetailColumns = new([
        .. CommandSchema.Of(new StringType(), "format", "id", "name", "description", "location"),
        .. CommandSchema.Of(new TimestampType(), "createdAt", "lastModified"),
        .. CommandSchema.Of(new ArrayType(new StringType(), true), "partitionColumns", "clusteringColumns"),
        .. CommandSchema.Of(new LongType(), "numFiles", "sizeInBytes"),
        new StructField("properties", TextMap),
        .. CommandSchema.Of(new IntegerType(), "minReaderVersion", "minWriterVersion"),
        new StructField("tableFeatures", new ArrayType(new StringType(), true)),
    ]);

    /// <summary>The commits, newest first; those that the transaction staged are the newest.</summary>
    internal IQueryResult History(DescribeStatement describe, BoundCommand command)
    {
        var snapshot = command.Table(describe.Name!, "DESCRIBE HISTORY").Snapshot();
        var limit = command.Expressions is [BoundLiteral { Value: { } value }, ..] ? Convert.ToInt32(value, CultureInfo.InvariantCulture) : (int?)null;
        var staged = transaction.Commits.Where(commit => commit.TablePath == snapshot.TablePath)
            .Select(commit => new HistoryEntry(commit.Version, commit.Timestamp, commit.Info)).Reverse();
        var published = DeltaTable.Exists(snapshot.TablePath) ? DeltaTable.Open(snapshot.TablePath).History(limit) : [];
        return new RowList(HistoryColumns, [.. staged.Concat(published).Take(limit ?? int.MaxValue).Select(Row)]);
    }

    internal static IQueryResult Detail(DescribeStatement describe, BoundCommand command)
    {
        var table = command.Table(describe.Name!, "DESCRIBE DETAIL");
        var snapshot = table.Snapshot();
        var (metadata, protocol) = (snapshot.Metadata, snapshot.Protocol);
        var features = ProtocolSupport.WriterFeatures(protocol).Concat(protocol.ReaderFeatures ?? []).Distinct().Order(StringComparer.Ordinal);
        return new RowList(DetailColumns,
        [
            [
                "delta", metadata.Id, TableDefinitions.IsPath(table.Name) ? null : table.Name.FullText(), metadata.Description, LocationText.Of(snapshot.TablePath),
                metadata.CreatedTime * 1000, Micros(snapshot.Timestamp), Texts(snapshot.PartitionColumns), Texts(ClusteringColumns.Of(snapshot).Select(path => string.Join('.', path))),
                (long)snapshot.Files.Count, snapshot.Files.Sum(file => file.Size), Map(metadata.Configuration),
                protocol.MinReaderVersion, protocol.MinWriterVersion, Texts(features),
            ],
        ]);
    }

    private static object?[] Row(HistoryEntry entry)
    {
        var info = entry.CommitInfo ?? new CommitInfo();
        var parameters = info.OperationParameters.Select(pair => KeyValuePair.Create(pair.Key, ParameterText(pair.Value)));
        return
        [
            entry.Version, Micros(entry.Timestamp), info.UserId, info.UserName, info.Operation, Map(parameters), null, null, null, info.ReadVersion,
            info.IsolationLevel, info.IsBlindAppend, info.OperationMetrics is { } metrics ? Map(metrics) : null, info.UserMetadata, info.EngineInfo,
        ];
    }

    // A parameter is a JSON value; texts are shown without their quotes.
    private static string? ParameterText(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.ValueKind switch
        {
            JsonValueKind.String => document.RootElement.GetString(),
            JsonValueKind.Null => null,
            _ => json,
        };
    }

    private static List<KeyValuePair<object, object?>> Map<T>(IEnumerable<KeyValuePair<string, T>> pairs) => [.. pairs.Select(pair => KeyValuePair.Create((object)pair.Key, (object?)pair.Value))];

    private static List<object?> Texts(IEnumerable<string> texts) => [.. texts];

    private static long Micros(DateTimeOffset time) => (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
