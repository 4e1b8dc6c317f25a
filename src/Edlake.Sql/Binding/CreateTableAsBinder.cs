using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>CREATE [OR REPLACE] TABLE … AS SELECT.</summary>
internal sealed class CreateTableAsBinder(BindingContext context)
{
    internal BoundCreateTableAs Bind(CreateTableStatement create, SourceText text)
    {
        if (create.Columns.Count > 0)
            throw new SqlException("_LEGACY_ERROR_TEMP_0035", null, "Operation not allowed: Schema may not be specified in a Create Table As Select (CTAS) statement.", create.Columns[0].Span, "Cast the columns in the query instead.");
        var parts = context.NameOf(create.Name);
        var name = parts switch
        {
            [var only] => new TableName(context.Catalog.CurrentCatalog, context.Catalog.CurrentSchema, only),
            [var space, var table] => new TableName(TableName.DefaultCatalog, space, table),
            [var catalog, var space, var table] => new TableName(catalog, space, table),
            _ => throw new SqlException("REQUIRES_SINGLE_PART_NAMESPACE", "42K05", $"The table name {create.Name} has too many parts.", create.Name.Span),
        };
        var existing = context.Catalog.Find(parts, null) as TableEntry;
        var source = new QueryBinder(context, null).Bind(create.As!);
        if (source.Output.GroupBy(column => column.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new SqlException("COLUMN_ALREADY_EXISTS", "42711", $"The column `{twice.Key}` already exists. Choose another name or rename the existing column.", create.As!.Span);
        if (source.Output.FirstOrDefault(column => column.Type is NullType) is { } untyped)
            throw new SqlException("DELTA_NULL_SCHEMA_IN_STREAMING_WRITE", null, $"The column `{untyped.Name}` has the type VOID, which a table cannot store.", create.As!.Span, "Give it a type: CAST(NULL AS STRING).");
        var schema = new StructType([.. source.Output.Select(column => new StructField(column.Name, column.Type) { Comment = column.Comment })]);
        return new BoundCreateTableAs(name, existing, schema, source, []) { Syntax = create, Text = text };
    }
}
