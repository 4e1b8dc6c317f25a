using Edlake.Engines;
using Edlake.Metastore;
using Edlake.Publishing;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sessions.Commands;

/// <summary>CREATE SCHEMA, DROP SCHEMA, USE.</summary>
internal sealed class SchemaCommands(SqlSession session, WarehouseTransaction transaction)
{
    internal IQueryResult Create(CreateSchemaStatement create)
    {
        var (catalog, schema) = session.Names.FullSchema(create.Name.Values);
        if (session.Catalog(transaction).SchemaExists(catalog, schema))
        {
            return create.IfNotExists
                ? RowList.Nothing
                : throw new SqlException("SCHEMA_ALREADY_EXISTS", "42P06", $"Cannot create schema `{schema}` because it already exists.", create.Name.Span, "Choose a different name, drop the existing schema, or add the IF NOT EXISTS clause.");
        }

        var location = create.Location is null ? null : session.Warehouse.Workspace.Resolve(create.Location);
        transaction.Stage(new PutSchema(new SchemaEntry(catalog, schema, create.Comment, location, create.Properties.Values)));
        return RowList.Nothing;
    }

    internal IQueryResult Drop(DropStatement drop)
    {
        var (catalog, schema) = session.Names.FullSchema(drop.Name.Values);
        var names = session.Catalog(transaction);
        if (!names.SchemaExists(catalog, schema))
            return drop.IfExists ? RowList.Nothing : throw NotFound(catalog, schema, drop.Name.Span);
        if (schema.Equals(WarehouseLayout.DefaultSchema, StringComparison.OrdinalIgnoreCase))
            throw new SqlException("UNSUPPORTED_FEATURE.DROP_DATABASE", "0A000", $"The feature is not supported: Drop the default database `{schema}`.", drop.Span);
        if (!drop.IsCascade && (names.Tables(catalog, schema).Count > 0 || names.Views(catalog, schema).Count > 0))
            throw new SqlException("SCHEMA_NOT_EMPTY", "2BP01", $"Cannot drop a schema `{schema}` because it contains objects.", drop.Name.Span, "Use DROP SCHEMA ... CASCADE to drop the schema and all its objects.");
        transaction.Stage(new DropSchema(catalog, schema, session.Warehouse.Layout.SchemaFolder(catalog, schema)));
        return RowList.Nothing;
    }

    internal IQueryResult Use(UseStatement use)
    {
        if (use.Kind == "catalog")
        {
            session.Names = session.Names with { Catalog = WarehouseLayout.Canonical(use.Name.Values[^1]), Schema = WarehouseLayout.DefaultSchema };
            return RowList.Nothing;
        }

        var (catalog, schema) = session.Names.FullSchema(use.Name.Values);
        if (!session.Catalog(transaction).SchemaExists(catalog, schema))
            throw NotFound(catalog, schema, use.Name.Span);
        session.Names = session.Names with { Catalog = catalog, Schema = schema };
        return RowList.Nothing;
    }

    internal static SqlException NotFound(string catalog, string schema, SourceSpan span) => new(
        "SCHEMA_NOT_FOUND", "42704", $"The schema `{catalog}`.`{schema}` cannot be found. Verify the spelling and correctness of the schema and catalog.", span, $"CREATE SCHEMA {schema}");
}
