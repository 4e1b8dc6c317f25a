using Edlake.Publishing;
using Edlake.Schemas;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sessions.Commands;

/// <summary>Finds the constraints that speak of a column, which a change of the column would break.</summary>
internal sealed class DependentConstraints(SqlSession session, WarehouseTransaction transaction)
{
    /// <summary>Errors: DELTA_CONSTRAINT_DEPENDENT_COLUMN_CHANGE.</summary>
    internal void Check(TableEntry table, QualifiedName column, string operation)
    {
        var snapshot = table.Snapshot();
        var dependent = snapshot.CheckConstraints.Where(check => Mentions(check.Value, table, column.Values[0])).Select(check => $"{check.Key} -> {check.Value}")
            .Concat(KeyConstraints.Of(snapshot.Configuration).Where(key => key.Columns.Contains(column.Values[0], StringComparer.OrdinalIgnoreCase)).Select(key => $"{key.Name} -> {key.Text}"))
            .ToList();
        if (dependent.Count > 0)
        {
            throw new SqlException(
                "DELTA_CONSTRAINT_DEPENDENT_COLUMN_CHANGE", "42K09", $"Cannot {operation} column {column} because this column is referenced by the following constraint(s): {string.Join(", ", dependent)}.",
                column.Span, "Drop the constraints first: ALTER TABLE … DROP CONSTRAINT ….");
        }
    }

    private bool Mentions(string check, TableEntry table, string column)
    {
        var columns = table.Schema.Fields.Select((field, i) => new BoundColumn(i, field.Name, field.Type, field.Nullable)).ToList();
        var bound = Binder.BindExpressionText(new SourceText(check), columns, table.Name.Name, session.State, session.Catalog(transaction));
        return bound.SelfAndDescendants().OfType<BoundColumnReference>().Any(reference => reference.Column.Name.Equals(column, StringComparison.OrdinalIgnoreCase));
    }
}
