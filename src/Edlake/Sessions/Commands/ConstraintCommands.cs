using System.Globalization;
using Edlake.Delta.Schema;
using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Schemas;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sessions.Commands;

/// <summary>ALTER TABLE … ADD and DROP CONSTRAINT: CHECK is held against the rows that are there, keys are noted only.</summary>
internal sealed class ConstraintCommands(SqlSession session, WarehouseTransaction transaction)
{
    private const string CheckPrefix = "delta.constraints.";

    internal IQueryResult Add(AddConstraintAction add, TableEntry table, BoundCommand command, CancellationToken cancellation)
    {
        var snapshot = table.Snapshot();
        var name = KeyConstraints.NameOf(add.Constraint);
        if (Existing(snapshot.Configuration, name) is not null)
            throw new SqlException("DELTA_CONSTRAINT_ALREADY_EXISTS", "42710", $"Constraint '{name}' already exists. Please delete the old constraint first.", add.Constraint.Span, $"ALTER TABLE {table.Name} DROP CONSTRAINT {name}");
        var text = add.Constraint.CheckText ?? KeyConstraints.TextOf(add.Constraint);
        if (add.Constraint.CheckText is { } check)
            CheckRows(check, table, add.Constraint.Span, cancellation);
        else
            CheckColumns(add.Constraint, snapshot.Schema);
        var configuration = new Dictionary<string, string>(snapshot.Configuration)
        {
            [add.Constraint.CheckText is null ? KeyConstraints.Key(name) : CheckPrefix + name] = text,
        };
        var parameters = new Dictionary<string, string> { ["name"] = OperationParameters.Text(name), ["expr"] = OperationParameters.Text(text) };
        return new TableChange(session, transaction).Stage(snapshot, snapshot.Metadata with { Configuration = configuration }, "ADD CONSTRAINT", parameters, command);
    }

    internal IQueryResult Drop(DropConstraintAction drop, TableEntry table, BoundCommand command)
    {
        var snapshot = table.Snapshot();
        var name = drop.Name.Value.ToLowerInvariant();
        if (Existing(snapshot.Configuration, name) is not { } key)
        {
            return drop.IfExists
                ? RowList.Nothing
                : throw new SqlException("DELTA_CONSTRAINT_DOES_NOT_EXIST", "42704", $"Cannot drop nonexistent constraint {drop.Name.Value} from table {table.Name.Quoted}.", drop.Name.Span, "To avoid throwing an error, write DROP CONSTRAINT IF EXISTS.");
        }

        var parameters = new Dictionary<string, string>
        {
            ["name"] = OperationParameters.Text(name),
            ["expr"] = OperationParameters.Text(snapshot.Configuration[key]),
            ["existed"] = OperationParameters.Text("true"),
        };
        var metadata = snapshot.Metadata with { Configuration = snapshot.Configuration.Where(pair => pair.Key != key).ToDictionary() };
        return new TableChange(session, transaction).Stage(snapshot, metadata, "DROP CONSTRAINT", parameters, command);
    }

    private static string? Existing(IReadOnlyDictionary<string, string> configuration, string name) => configuration.Keys.FirstOrDefault(key =>
        key.Equals(CheckPrefix + name, StringComparison.OrdinalIgnoreCase) || key.Equals(KeyConstraints.Key(name), StringComparison.OrdinalIgnoreCase));

    // A row breaks a CHECK whose condition is false or NULL, as it does when it is written.
    private void CheckRows(string check, TableEntry table, SourceSpan span, CancellationToken cancellation)
    {
        if (table.Snapshot().Files.Count == 0)
            return;
        var source = TableDefinitions.IsPath(table.Name) ? $"delta.`{table.Name.Name}`" : table.Name.Quoted;
        var query = Binder.BindQueryText(new SourceText($"SELECT count(*) FROM {source} WHERE NOT coalesce(({check}\n), false)"), session.State, session.Catalog(transaction));
        using var result = session.Engine.Query(query.Relation, session.Context(query), cancellation);
        var violations = Convert.ToInt64(result.Rows.Single()[0], CultureInfo.InvariantCulture);
        if (violations > 0)
            throw new SqlException("DELTA_NEW_CHECK_CONSTRAINT_VIOLATION", "23512", $"{violations} rows in {table.Name.FullText()} violate the new CHECK constraint ({check}).", span, $"SELECT * FROM {table.Name} WHERE NOT coalesce({check}, false) shows them.");
    }

    private static void CheckColumns(TableConstraint constraint, StructType schema)
    {
        foreach (var column in constraint.Columns.Where(column => schema.Find(column.Value) is null))
            throw CommandColumns.NotFound(new QualifiedName([column]) { Span = column.Span }, schema.Fields.Select(field => field.Name));
    }
}
