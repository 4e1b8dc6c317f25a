using Edlake.DuckDb.Generation;
using Edlake.Sql.Binding;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Writing;

/// <summary>
/// The promises about rows to be written, kept in the query that writes them. Each stands in the select list around a value that is
/// written, where no optimizer can move it below a filter or a join that would have dropped the row.
/// </summary>
internal static class RowChecks
{
    /// <summary>A SELECT of the columns that fails at the first row which breaks a promise.</summary>
    internal static string Around(string query, IReadOnlyList<BoundColumn> columns, IReadOnlyList<BoundCheck> checks, SqlGenerator generator)
    {
        if (checks.Count == 0)
            return query;
        var guarded = columns.ToDictionary(column => column.Id, column => column.Sql());
        foreach (var check in checks)
        {
            var used = Columns(check, columns);
            var carrier = used.Count > 0 ? used[0] : columns[0];
            guarded[carrier.Id] = $"CASE WHEN ({generator.Expression(check.Condition)}) IS NOT TRUE THEN error({Message(check, used)}) ELSE {guarded[carrier.Id]} END";
        }

        return $"SELECT {string.Join(", ", columns.Select(column => $"{guarded[column.Id]} AS {column.Sql()}"))} FROM ({query})";
    }

    private static List<BoundColumn> Columns(BoundCheck check, IReadOnlyList<BoundColumn> columns)
    {
        var ids = check.Condition.SelfAndDescendants().OfType<BoundColumnReference>().Select(reference => reference.Column.Id).ToHashSet();
        return [.. columns.Where(column => ids.Contains(column.Id))];
    }

    private static string Message(BoundCheck check, List<BoundColumn> used) => check.ErrorClass switch
    {
        "DELTA_NOT_NULL_CONSTRAINT_VIOLATED" => Literal(check, $"NOT NULL constraint violated for column: {check.Name}.", "23502"),
        "DELTA_EXCEED_CHAR_VARCHAR_LIMIT" =>
            $"concat('[{check.ErrorClass}] Value \"', {Text(used[0])}, {PhysicalType.Literal($"\" exceeds char/varchar type length limitation. Failed check: {check.Sql}. SQLSTATE: 22001")})",
        _ => $"concat({PhysicalType.Literal($"[{check.ErrorClass}] CHECK constraint {check.Name} {Parenthesised(check.Sql)} violated by row with values:")}, "
            + string.Concat(used.Select(column => $"chr(10), {PhysicalType.Literal($" - {column.Name} : ")}, {Text(column)}, ")) + "' SQLSTATE: 23001')",
    };

    private static string Literal(BoundCheck check, string text, string state) => PhysicalType.Literal($"[{check.ErrorClass}] {text} SQLSTATE: {state}");

    private static string Text(BoundColumn column) => $"coalesce(CAST({column.Sql()} AS VARCHAR), 'null')";

    private static string Parenthesised(string sql) => sql.StartsWith('(') ? sql : $"({sql})";
}
