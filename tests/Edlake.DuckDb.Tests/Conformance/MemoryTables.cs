using Edlake.DuckDb.Execution;
using Edlake.DuckDb.Generation;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Tests.Conformance;

/// <summary>Tables kept in DuckDB's memory, so that queries can be tried without Delta.</summary>
internal sealed class MemoryTables : IScanSource
{
    private readonly Dictionary<TableName, string> _tables = [];

    public string TableScan(BoundTableScan scan, BoundExpression? filter)
    {
        var columns = scan.Columns.Count == 0 ? "1 AS one" : string.Join(", ", scan.Columns.Select(column => $"f{column.Ordinal} AS {column.Column.Sql()}"));
        return $"SELECT {columns} FROM {_tables[scan.Table.Name]}";
    }

    public string FileScan(BoundFileScan scan, BoundExpression? filter) =>
        throw new SqlException("TEST_WITHOUT_STORAGE", null, $"{scan.Scan.Path} cannot be read here.");

    /// <summary>Runs a statement that makes or fills a table; false for any other.</summary>
    internal bool TryWrite(BoundStatement statement, SessionState state, DuckDbSession session)
    {
        switch (statement)
        {
            case BoundCreateTableAs create:
                session.Execute($"CREATE TABLE {Add(create.Name)} AS {Placed(create.Source, state)}", CancellationToken.None);
                return true;
            case BoundInsert insert:
                if (!_tables.TryGetValue(insert.Target.Name, out var table))
                {
                    table = Add(insert.Target.Name);
                    var fields = insert.Target.Schema.Fields.Select((column, i) => $"f{i} {PhysicalType.Of(column.Type)}");
                    session.Execute($"CREATE TABLE {table} ({string.Join(", ", fields)})", CancellationToken.None);
                }

                session.Execute($"INSERT INTO {table} {Placed(insert.Source, state)}", CancellationToken.None);
                return true;
            default:
                return false;
        }
    }

    private string Add(TableName name) => _tables[name] = $"memory_{_tables.Count}";

    private string Placed(BoundRelation source, SessionState state) =>
        $"SELECT {string.Join(", ", source.Output.Select((column, i) => $"{column.Sql()} AS f{i}"))} FROM ({new SqlGenerator(state, this).Query(source)})";
}
