using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Generation;

/// <summary>Where the generator gets the SQL of what reads files. Column <c>n</c> of a relation is always named <c>c&lt;Id&gt;</c>.</summary>
internal interface IScanSource
{
    /// <summary>
    /// A Delta table's rows: a DuckDB query text whose columns are <c>c&lt;Id&gt;</c> of <see cref="BoundTableScan.Columns"/>, in order, in the
    /// physical types of their Spark types. <paramref name="filter"/> is a condition over those columns that the query above applies
    /// anyway: files that cannot hold a matching row may be left out.
    /// </summary>
    string TableScan(BoundTableScan scan, BoundExpression? filter);

    /// <summary>
    /// Raw files' rows, likewise; <see cref="BoundFileScan.Metadata"/> is a struct column. <paramref name="filter"/> may serve to leave out
    /// whole files, by <c>_metadata</c> fields alone.
    /// </summary>
    string FileScan(BoundFileScan scan, BoundExpression? filter);
}
