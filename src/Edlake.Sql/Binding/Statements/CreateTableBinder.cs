using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding.Statements;

/// <summary>CREATE TABLE: AS SELECT is bound, the plain form only checked.</summary>
internal sealed class CreateTableBinder(BindingContext context)
{
    internal BoundCreateTableAs BindAs(CreateTableStatement create, SourceText source)
    {
        if (create.Columns.Count > 0)
            throw new SqlException("_LEGACY_ERROR_TEMP_0035", null, "Operation not allowed: Schema may not be specified in a Create Table As Select (CTAS) statement.", create.Columns[0].Span, "Cast the columns in the query instead.");
        var rows = new QueryBinder(context, null).Bind(create.As!);
        CheckUnique(rows.Output.Select(column => column.Name), create.As!.Span);
        if (rows.Output.FirstOrDefault(column => column.Type is NullType) is { } untyped)
            throw new SqlException("INVALID_SAVE_MODE", "42000", $"The column `{untyped.Name}` has the type VOID, which a table cannot store.", create.As.Span, "Give it a type: CAST(NULL AS STRING).");
        CheckPartitions(create, rows.Output.Select(column => column.Name));
        var schema = new StructType([.. rows.Output.Select(column => new StructField(column.Name, AllNullable(column.Type)) { Comment = column.Comment })]);
        return new BoundCreateTableAs(FullName(create.Name), Existing(create.Name), schema, rows, []) { Syntax = create, Text = source };
    }

    // delta.`path` names a folder, which need not be there yet.
    private TableEntry? Existing(QualifiedName name) => context.NameOf(name) is [_, var path] && path.Contains('/')
        ? null
        : context.Catalog.Find(context.NameOf(name), null) as TableEntry;

    internal void Check(CreateTableStatement create)
    {
        var columns = create.Columns.Concat(create.PartitionedBy.Where(column => column.Type is not null)).ToList();
        var schema = TypeSyntax.Struct(columns);
        CheckUnique(schema.Fields.Select(member => member.Name), create.Span);
        if (columns.Count > 0)
            CheckPartitions(create, schema.Fields.Select(member => member.Name));
        foreach (var column in columns.Where(column => column.Default is not null))
        {
            var value = new ExpressionBinder(context, Scope.Empty(null)).Bind(column.Default!);
            if (value.SelfAndDescendants().Any(part => part is BoundScalarSubquery or BoundExists or BoundInSubquery))
                throw new SqlException("INVALID_DEFAULT_VALUE.SUBQUERY_EXPRESSION", "42623", $"Failed to execute CREATE TABLE command because the destination column or variable `{column.Name.Value}` has a DEFAULT value {column.DefaultText}, which contains subquery expressions.", column.Span);
            StoreAssignment.Convert(context, value, TypeSyntax.Resolve(column.Type!), column.Name.Value);
        }

        CheckTexts(create, columns, schema);
    }

    internal static void CheckUnique(IEnumerable<string> names, SourceSpan span)
    {
        var twice = names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null)
            throw new SqlException("COLUMN_ALREADY_EXISTS", "42711", $"The column `{twice.Key.ToLowerInvariant()}` already exists. Choose another name or rename the existing column.", span);
    }

    // Generated columns and CHECKs are over the table's own columns.
    private void CheckTexts(CreateTableStatement create, List<ColumnDefinition> columns, StructType schema)
    {
        var scope = new Scope([.. schema.Fields.Select(member => new ScopeColumn(context.NewColumn(member.Name, member.Type, member.Nullable), [context.NameOf(create.Name)[^1]]))], null);
        foreach (var column in columns.Where(column => column.GeneratedText is not null))
            context.BindText(column.GeneratedText!, $"generated column {column.Name.Value}", scope);
        foreach (var constraint in create.Constraints.Where(constraint => constraint.Check is not null))
            new ExpressionBinder(context, scope).BindCondition(constraint.Check!, "CHECK");
    }

    private static void CheckPartitions(CreateTableStatement create, IEnumerable<string> names)
    {
        var known = names.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var missing = create.PartitionedBy.FirstOrDefault(column => !known.Contains(column.Name.Value));
        if (missing is not null)
            throw new SqlException("COLUMN_NOT_DEFINED_IN_TABLE", "42703", $"partition column `{missing.Name.Value}` is not defined in table {create.Name}, defined table columns are: {string.Join(", ", known.Select(name => $"`{name}`"))}.", missing.Span);
    }

    private TableName FullName(QualifiedName name) => context.NameOf(name) switch
    {
        [var only] => new TableName(context.Catalog.CurrentCatalog, context.Catalog.CurrentSchema, only),
        [var schema, var table] => new TableName(context.Catalog.CurrentCatalog, schema, table),
        [var catalog, var schema, var table] => new TableName(catalog, schema, table),
        _ => throw new SqlException("REQUIRES_SINGLE_PART_NAMESPACE", "42K05", $"The table name {name} has too many parts.", name.Span),
    };

    // What a query promises about NULL is not a promise of the table made from it.
    private static SparkType AllNullable(SparkType type) => type switch
    {
        ArrayType array => new ArrayType(AllNullable(array.Element), true),
        MapType map => new MapType(AllNullable(map.Key), AllNullable(map.Value), true),
        StructType @struct => new StructType([.. @struct.Fields.Select(member => member with { Type = AllNullable(member.Type), Nullable = true })]),
        _ => type,
    };
}
