using System.Globalization;
using Edlake.Delta.Transactions;
using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Schemas;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sessions.Commands;

/// <summary>OPTIMIZE: the engine rewrites small files, and orders rows where the text or the table's clustering asks for it.</summary>
internal sealed class OptimizeCommands(SqlSession session, WarehouseTransaction transaction)
{
    private const string Sizes = "STRUCT<min: BIGINT, max: BIGINT, avg: DOUBLE NOT NULL, totalFiles: BIGINT NOT NULL, totalSize: BIGINT NOT NULL>";
    private const string Cubes = "STRUCT<num: BIGINT NOT NULL, size: BIGINT NOT NULL>";
    private const string ZCubes = "STRUCT<numFiles: BIGINT NOT NULL, size: BIGINT NOT NULL>";

    // As Spark answers, so that what reads the answer there reads it here.
    private static readonly StructType Columns = TypeSyntax.ParseSchema(
        $"""
        path STRING, metrics STRUCT<numFilesAdded: BIGINT NOT NULL, numFilesRemoved: BIGINT NOT NULL, filesAdded: {Sizes}, filesRemoved: {Sizes},
        partitionsOptimized: BIGINT NOT NULL, zOrderStats: STRUCT<strategyName: STRING, inputCubeFiles: {Cubes}, inputOtherFiles: {Cubes},
        inputNumCubes: BIGINT NOT NULL, mergedFiles: {Cubes}, numOutputCubes: BIGINT NOT NULL, mergedNumCubes: BIGINT>,
        clusteringStats: STRUCT<inputZCubeFiles: {ZCubes}, inputOtherFiles: {ZCubes}, inputNumZCubes: BIGINT NOT NULL, mergedFiles: {ZCubes},
        numOutputZCubes: BIGINT NOT NULL>, numBins: BIGINT NOT NULL, numBatches: BIGINT NOT NULL, totalConsideredFiles: BIGINT NOT NULL,
        totalFilesSkipped: BIGINT NOT NULL, preserveInsertionOrder: BOOLEAN NOT NULL, numFilesSkippedToReduceWriteAmplification: BIGINT NOT NULL,
        numBytesSkippedToReduceWriteAmplification: BIGINT NOT NULL, startTimeMs: BIGINT NOT NULL, endTimeMs: BIGINT NOT NULL,
        totalClusterParallelism: BIGINT NOT NULL, totalScheduledTasks: BIGINT NOT NULL,
        autoCompactParallelismStats: STRUCT<maxClusterActiveParallelism: BIGINT, minClusterActiveParallelism: BIGINT,
        maxSessionActiveParallelism: BIGINT, minSessionActiveParallelism: BIGINT>,
        deletionVectorStats: STRUCT<numDeletionVectorsRemoved: BIGINT NOT NULL, numDeletionVectorRowsRemoved: BIGINT NOT NULL>,
        numTableColumns: BIGINT NOT NULL, numTableColumnsWithStats: BIGINT NOT NULL>
        """);

    internal IQueryResult Run(OptimizeStatement optimize, BoundCommand command, CancellationToken cancellation)
    {
        var table = command.Table(optimize.Name, "OPTIMIZE");
        var started = DateTimeOffset.UtcNow;
        var outcome = session.Engine.Optimize(table, Where(optimize, table, command), OrderBy(optimize, table), session.Context(command), cancellation);
        if (outcome.Commit is not null)
            transaction.Stage(outcome.Commit);
        return new RowList(Columns, [[LocationText.Of(table.Snapshot().TablePath), Metrics(outcome.Commit, table, started)]]);
    }

    private (BoundTableScan Scan, BoundExpression Condition)? Where(OptimizeStatement optimize, TableEntry table, BoundCommand command)
    {
        if (optimize.Where is null)
            return null;
        var where = Binder.BindCondition(optimize.Where, command.Text, table, session.State, session.Catalog(transaction));
        var other = where.Condition.SelfAndDescendants().OfType<BoundColumnReference>()
            .FirstOrDefault(reference => !table.PartitionColumns.Contains(reference.Column.Name, StringComparer.OrdinalIgnoreCase));
        return other is null
            ? where
            : throw new SqlException("DELTA_NON_PARTITION_COLUMN_REFERENCE", "42P10", $"Predicate references non-partition column '{other.Column.Name}'. Only the partition columns may be referenced: [{string.Join(", ", table.PartitionColumns)}].", optimize.Where.Span, "Name partition columns only.");
    }

    private static IReadOnlyList<string> OrderBy(OptimizeStatement optimize, TableEntry table)
    {
        foreach (var column in optimize.ZOrderBy)
        {
            if (!table.Schema.Fields.Any(field => field.Name.Equals(column.ToString(), StringComparison.OrdinalIgnoreCase)))
                throw new SqlException("DELTA_ZORDERING_COLUMN_DOES_NOT_EXIST", "42703", $"Z-Ordering column {column} does not exist in data schema.", column.Span, "Name columns of the table.");
            if (table.PartitionColumns.Contains(column.ToString(), StringComparer.OrdinalIgnoreCase))
                throw new SqlException("DELTA_ZORDERING_ON_PARTITION_COLUMN", "42P10", $"{column} is a partition column. Z-Ordering can only be performed on data columns.", column.Span, "Leave the column out: files hold one value of it each.");
        }

        return optimize.ZOrderBy.Count > 0
            ? [.. optimize.ZOrderBy.Select(column => column.ToString())]
            : [.. ClusteringColumns.Of(table.Snapshot()).Where(path => path.Count == 1).Select(path => path[0])];
    }

    private static object?[] Metrics(StagedCommit? commit, TableEntry table, DateTimeOffset started)
    {
        var added = commit?.Added.Select(file => file.Size).ToList() ?? [];
        var removed = commit?.Removed.Select(file => file.Size ?? 0).ToList() ?? [];
        var partitions = commit?.Added.Select(file => string.Join('/', file.PartitionValues.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"))).Distinct().Count() ?? 0;
        var considered = (long)table.Snapshot().Files.Count;
        var columns = (long)table.Schema.Fields.Count;
        return
        [
            (long)added.Count, (long)removed.Count, SizesOf(added), SizesOf(removed), (long)partitions, null, null, (long)partitions, 1L, considered, considered - removed.Count,
            false, 0L, 0L, started.ToUnixTimeMilliseconds(), DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), 1L, 1L, null, Vectors(commit), columns,
            Math.Min(columns, StatisticsColumns(table)),
        ];
    }

    private static object?[] SizesOf(List<long> sizes) => sizes.Count == 0
        ? [null, null, 0.0, 0L, 0L]
        : [sizes.Min(), sizes.Max(), sizes.Average(), (long)sizes.Count, sizes.Sum()];

    private static object?[]? Vectors(StagedCommit? commit)
    {
        var vectors = commit?.Removed.Select(file => file.DeletionVector).OfType<Delta.Actions.DeletionVectorDescriptor>().ToList() ?? [];
        return vectors.Count == 0 ? null : [(long)vectors.Count, vectors.Sum(vector => vector.Cardinality)];
    }

    private static long StatisticsColumns(TableEntry table) =>
        long.TryParse(table.Snapshot().Configuration.GetValueOrDefault("delta.dataSkippingNumIndexedCols"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var count) && count >= 0 ? count
        : table.Snapshot().Configuration.ContainsKey("delta.dataSkippingNumIndexedCols") ? long.MaxValue : 32;
}
