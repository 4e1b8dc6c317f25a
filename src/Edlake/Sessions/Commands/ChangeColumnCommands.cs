using System.Text.Json;
using Edlake.Delta.Schema;
using Edlake.Delta.TableFeatures;
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

/// <summary>ALTER TABLE … ALTER COLUMN: type, comment, nullability, default and place.</summary>
internal sealed class ChangeColumnCommands(SqlSession session, WarehouseTransaction transaction)
{
    private const string CurrentDefault = "CURRENT_DEFAULT";

    internal IQueryResult Run(AlterColumnAction change, TableEntry table, BoundCommand command)
    {
        var snapshot = table.Snapshot();
        var before = CommandColumns.Field(snapshot.Schema, change.Column);
        var after = Changed(before, change, table);
        var schema = SchemaPath.EditField(snapshot.Schema, change.Column.Values, _ => after);
        if (change.Place is { } place)
            schema = Moved(schema, change.Column, after, place);
        if (schema.Equals(snapshot.Schema))
            return RowList.Nothing;
        var parameters = new Dictionary<string, string> { ["column"] = OperationParameters.Json(OperationParameters.Column(change.Column.Values, after)) };
        if (change.Place is not null)
            parameters["position"] = OperationParameters.Text(ColumnPlaces.Text(change.Place));
        return new TableChange(session, transaction).Stage(snapshot, snapshot.Metadata.WithSchema(schema), "CHANGE COLUMN", parameters, command);
    }

    private StructField Changed(StructField field, AlterColumnAction change, TableEntry table)
    {
        if (change.Type is { } type)
            field = WithType(field, TypeSyntax.Resolve(type), change, table);
        if (change.Comment is { } comment)
            field = field.WithComment(comment);
        if (change.NotNull is { } notNull)
        {
            if (notNull && field.Nullable)
                throw new SqlException("_LEGACY_ERROR_TEMP_2330", null, $"Cannot change nullable column to non-nullable: {change.Column}.", change.Column.Span, "Add a CHECK constraint: ALTER TABLE … ADD CONSTRAINT … CHECK (… IS NOT NULL).");
            field = field with { Nullable = !notNull };
        }

        if (change.DropsDefault)
            return WithDefault(field, null);
        if (change.DefaultText is not { } text)
            return field;
        CheckDefault(change, table);
        return WithDefault(field, text);
    }

    private StructField WithType(StructField field, SparkType to, AlterColumnAction change, TableEntry table)
    {
        var from = DeltaSchema.ToSpark(field).Type;
        if (from.Equals(to))
            return field;
        if (from is Sql.Types.StructType or Sql.Types.ArrayType or Sql.Types.MapType)
            throw InsideOnly(from, change, table);
        if (from.IsText() && to.IsText())
            return IsLonger(from, to) ? WithTextType(field, to) : throw Refused(from, to, change, table);
        var stored = DeltaSchema.ToDelta(to);
        if (TypeWidening.IsOn(table.Snapshot().Configuration) && TypeWidening.CanWiden(field.Type, stored))
        {
            new DependentConstraints(session, transaction).Check(table, change.Column, "change the type of");
            return TypeWidening.Widen(field, stored);
        }

        // Spark knows conversions that lose nothing; which of them Delta can do without rewriting files is Delta's matter.
        throw TypeWidening.CanWiden(field.Type, stored) || to.IsText()
            ? new SqlException("DELTA_UNSUPPORTED_ALTER_TABLE_CHANGE_COL_OP", "0AKDC", $"ALTER TABLE CHANGE COLUMN is not supported for changing column {change.Column} from {from.Sql} to {to.Sql}.", change.Column.Span, "Widening a number needs the table property 'delta.enableTypeWidening' = 'true'; else make the table anew with a CAST.")
            : Refused(from, to, change, table);
    }

    private static bool IsLonger(SparkType from, SparkType to) => (from, to) switch
    {
        (VarcharType a, VarcharType b) => b.Length >= a.Length,
        (VarcharType, StringType) => true,
        _ => false,
    };

    private static StructField WithTextType(StructField field, SparkType to)
    {
        var metadata = field.Metadata.Where(pair => pair.Key != DeltaSchema.CharVarchar).ToDictionary();
        if (to is VarcharType)
            metadata[DeltaSchema.CharVarchar] = JsonSerializer.SerializeToElement(to.Sql.ToLowerInvariant());
        return field with { Metadata = metadata };
    }

    private static StructField WithDefault(StructField field, string? text)
    {
        var metadata = field.Metadata.Where(pair => pair.Key != CurrentDefault).ToDictionary();
        if (text is not null)
            metadata[CurrentDefault] = JsonSerializer.SerializeToElement(text);
        return field with { Metadata = metadata };
    }

    private static void CheckDefault(AlterColumnAction change, TableEntry table)
    {
        if (!ProtocolSupport.Has(table.Snapshot().Protocol, "allowColumnDefaults"))
            throw TableDefinitions.DefaultsNotEnabled("ALTER TABLE", change.Column.Span);
        if (change.Column.Parts.Count > 1)
            throw new SqlException("UNSUPPORTED_FEATURE", "0A000", "The feature is not supported: a DEFAULT of a field inside a struct.", change.Column.Span, "Give the whole column a default.");
    }

    private static StructType Moved(StructType schema, QualifiedName column, StructField field, ColumnPlace place)
    {
        IReadOnlyList<string> parent = [.. column.Values.SkipLast(1)];
        if (place.After is { } after && parent.Count == 0 && schema.Find(after.Value) is null)
            throw CommandColumns.NotFound(new QualifiedName([after]) { Span = place.Span }, schema.Fields.Select(one => one.Name));
        if (place.After is { } self && self.Value.Equals(field.Name, StringComparison.OrdinalIgnoreCase))
            return schema;
        return SchemaPath.EditStruct(schema, parent, row => ColumnPlaces.Insert(new StructType([.. row.Fields.Where(one => one.Name != field.Name)]), field, place, column));
    }

    private static SqlException InsideOnly(SparkType type, AlterColumnAction change, TableEntry table)
    {
        var (kind, how) = type switch
        {
            Sql.Types.StructType => ("STRUCT_TYPE", "Update a struct by updating its fields."),
            Sql.Types.ArrayType => ("ARRAY_TYPE", $"Update the element by updating {change.Column}.element."),
            _ => ("MAP_TYPE", $"Update a map by updating {change.Column}.key or {change.Column}.value."),
        };
        return new SqlException($"CANNOT_UPDATE_FIELD.{kind}", "0A000", $"Cannot update {table.Name.Quoted} field {CommandColumns.Quoted(change.Column)} type: {how}", change.Column.Span, "Add or change the fields inside, or make the table anew.");
    }

    private static SqlException Refused(SparkType from, SparkType to, AlterColumnAction change, TableEntry table) => new(
        "NOT_SUPPORTED_CHANGE_COLUMN", "0A000", $"ALTER TABLE ALTER/CHANGE COLUMN is not supported for changing {table.Name.Quoted}'s column {CommandColumns.Quoted(change.Column)} with type \"{from.Sql}\" to {CommandColumns.Quoted(change.Column)} with type \"{to.Sql}\".",
        change.Column.Span, "Make the table anew with a CAST.");
}
