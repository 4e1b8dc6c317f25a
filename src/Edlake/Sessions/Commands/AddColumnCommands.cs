using Edlake.Delta.Schema;
using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Schemas;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;
using StructField = Edlake.Delta.Schema.StructField;
using StructType = Edlake.Delta.Schema.StructType;

namespace Edlake.Sessions.Commands;

/// <summary>ALTER TABLE … ADD COLUMNS: at the end, first, or after another; inside structs by path.</summary>
internal sealed class AddColumnCommands(SqlSession session, WarehouseTransaction transaction)
{
    internal IQueryResult Run(AddColumnsAction add, TableEntry table, BoundCommand command)
    {
        var snapshot = table.Snapshot();
        var schema = snapshot.Schema;
        var logged = new List<Dictionary<string, object?>>();
        foreach (var (name, column, place) in add.Columns)
        {
            var field = Field(name, column);
            schema = With(schema, name, field, place);
            var entry = new Dictionary<string, object?> { ["column"] = OperationParameters.Column(name.Values, field) };
            if (place is not null)
                entry["position"] = ColumnPlaces.Text(place);
            logged.Add(entry);
        }

        if (!ColumnMapping.IsOn(snapshot.Configuration))
            ColumnNames.Check(schema);
        return new TableChange(session, transaction).Stage(
            snapshot, snapshot.Metadata.WithSchema(schema), "ADD COLUMNS", new Dictionary<string, string> { ["columns"] = OperationParameters.Json(logged) }, command);
    }

    private static StructField Field(QualifiedName name, ColumnDefinition column)
    {
        if (column.IsNotNull)
            throw new SqlException("DELTA_OPERATION_NOT_ALLOWED", "0AKDC", "Operation not allowed: `NOT NULL in ALTER TABLE ADD COLUMNS` is not supported for Delta tables.", column.Span, "The rows that are there would have no value: add the column without NOT NULL.");
        if (column.Default is not null)
            throw new SqlException("WRONG_COLUMN_DEFAULTS_FOR_DELTA_ALTER_TABLE_ADD_COLUMN_NOT_SUPPORTED", "0AKDC", "Failed to execute the command because DEFAULT values are not supported when adding new columns to previously existing Delta tables.", column.Span, "Add the column without a default, then run ALTER TABLE … ALTER COLUMN … SET DEFAULT to apply it to future inserted rows.");
        if (column.GeneratedText is not null || column.IsIdentity)
            throw new SqlException("UNSUPPORTED_FEATURE.TABLE_OPERATION", "0A000", "The feature is not supported: generated columns in ALTER TABLE ADD COLUMNS.", column.Span, "Compute the column in the query that writes the table.");
        var type = TypeSyntax.Resolve(column.Type!);
        if (!DeltaSchema.CanStore(type))
            throw new SqlException("DELTA_UNSUPPORTED_DATA_TYPES", "0AKDC", $"Found columns using unsupported data types: [{name}: {type.Sql}].", column.Span, "Use a type that a table can store.");
        return DeltaSchema.ToDelta(new Sql.Types.StructField(name.Values[^1], type) { Comment = column.Comment });
    }

    private static StructType With(StructType schema, QualifiedName name, StructField field, ColumnPlace? place)
    {
        IReadOnlyList<string> parent = [.. name.Values.SkipLast(1)];
        if (SchemaPath.TypeAt(schema, parent) is not StructType row)
            throw SchemaPath.TypeAt(schema, [.. parent.Take(1)]) is null ? CommandColumns.NotFound(name, schema.Fields.Select(one => one.Name)) : CommandColumns.NoField(name, schema.Fields);
        if (row.Find(field.Name) is not null)
            throw new SqlException("FIELD_ALREADY_EXISTS", "42710", $"Cannot add column, because {CommandColumns.Quoted(name)} already exists in \"{DeltaSchema.ToSpark(row).Sql}\".", name.Span, "Choose another name.");
        return SchemaPath.EditStruct(schema, parent, fields => ColumnPlaces.Insert(fields, field, place, name));
    }
}
