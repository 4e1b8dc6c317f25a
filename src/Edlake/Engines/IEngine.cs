using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.Engines;

/// <summary>
/// What computes rows. The core parses, binds and publishes; an engine answers queries and turns a bound write into a staged commit,
/// which nobody sees before the core publishes it. Safe for several threads: tasks of a run share one engine.
/// </summary>
public interface IEngine : IDisposable
{
    /// <summary>Its short name, as <c>--engine</c> takes it: <c>duckdb</c>, <c>spark</c>.</summary>
    string Name { get; }

    /// <summary>What a task's outcome depends on besides its inputs: the engine's and Edlake's version.</summary>
    string Version { get; }

    /// <summary>Runs a query. Rows are streamed; dispose the result to stop early.</summary>
    /// <exception cref="Sql.Diagnostics.SqlException">What Spark raises while it runs (division by zero, bad cast), with the statement's position.</exception>
    IQueryResult Query(BoundRelation relation, StatementContext context, CancellationToken cancellation);

    /// <summary>
    /// Computes a write and stages its commit: <see cref="BoundInsert"/>, <see cref="BoundUpdate"/>, <see cref="BoundDelete"/>, <see cref="BoundMerge"/>,
    /// <see cref="BoundCreateTableAs"/>, <see cref="BoundCopyInto"/>. Data files are on disk when it returns; the log is not touched.
    /// A table's <see cref="TableEntry.Handle"/> is its <see cref="Delta.Snapshots.Snapshot"/>, staged commits of the run included.
    /// </summary>
    /// <exception cref="Sql.Diagnostics.SqlException">Run-time errors and broken constraints, in Spark's and Delta's classes.</exception>
    WriteOutcome Write(BoundStatement statement, StatementContext context, CancellationToken cancellation);

    /// <summary>Rewrites small files (OPTIMIZE), of the rows' partitions that <paramref name="where"/> keeps; no commit when there is nothing to do.</summary>
    /// <param name="table">The table.</param>
    /// <param name="where">A condition over partition columns, with the scan whose columns it refers to; null for all.</param>
    /// <param name="orderBy">ZORDER BY columns; empty for none.</param>
    /// <param name="context">The statement's surroundings.</param>
    /// <param name="cancellation">Stops it; nothing is staged then.</param>
    WriteOutcome Optimize(
        TableEntry table, (BoundTableScan Scan, BoundExpression Condition)? where, IReadOnlyList<string> orderBy, StatementContext context, CancellationToken cancellation);

    /// <summary>The schema that Spark would infer from raw files.</summary>
    StructType InferFileSchema(string path, string format, IReadOnlyDictionary<string, string> options, Workspace workspace);
}
