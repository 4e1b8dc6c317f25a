using System.Globalization;

namespace Edlake.Spark.Remote;

/// <summary>A line of DESCRIBE HISTORY.</summary>
/// <param name="Version">The version it made.</param>
/// <param name="Operation">As Delta names it: WRITE, MERGE, CREATE TABLE AS SELECT.</param>
/// <param name="UserMetadata">What its writer said of it, or null.</param>
/// <param name="Metrics">The operation's figures.</param>
internal sealed record RemoteCommit(long Version, string Operation, string? UserMetadata, IReadOnlyDictionary<string, long> Metrics)
{
    /// <summary>Rows inserted and updated, not those copied along.</summary>
    internal long RowsWritten => Operation switch
    {
        "MERGE" => Figure("numTargetRowsInserted") + Figure("numTargetRowsUpdated"),
        "UPDATE" => Figure("numUpdatedRows"),
        "DELETE" => 0,
        _ => Figure("numOutputRows") - Figure("numCopiedRows"),
    };

    /// <summary>Rows deleted.</summary>
    internal long RowsDeleted => Operation == "MERGE" ? Figure("numTargetRowsDeleted") : Figure("numDeletedRows");

    /// <summary>Reads it from a row.</summary>
    internal static RemoteCommit Of(Func<string, object?> column)
    {
        var metrics = column("operationMetrics") as IReadOnlyList<KeyValuePair<object, object?>> ?? [];
        return new RemoteCommit(
            (long)column("version")!,
            column("operation") as string ?? "",
            column("userMetadata") as string,
            metrics.Where(pair => long.TryParse(pair.Value as string, NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
                .ToDictionary(pair => (string)pair.Key, pair => long.Parse((string)pair.Value!, CultureInfo.InvariantCulture)));
    }

    private long Figure(string name) => Metrics.GetValueOrDefault(name);
}
