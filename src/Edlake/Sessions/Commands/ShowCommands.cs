using Edlake.Engines;
using Edlake.Metastore;
using Edlake.Publishing;
using Edlake.Sql.Functions;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sessions.Commands;

/// <summary>SHOW of what there is: catalogs, schemas, tables, views, functions.</summary>
internal sealed class ShowCommands(SqlSession session, WarehouseTransaction transaction)
{
    private const string GlobalSchema = "global_temp";

    private readonly SessionCatalog _catalog = session.Catalog(transaction);

    internal IQueryResult Catalogs(ShowStatement show)
    {
        var pattern = new NamePattern(show.Pattern);
        return Names("catalog", _catalog.Catalogs().Where(pattern.Fits));
    }

    internal IQueryResult Schemas(ShowStatement show)
    {
        var catalog = show.Name is null ? session.Names.Catalog : WarehouseLayout.Canonical(show.Name.ToString());
        var pattern = new NamePattern(show.Pattern);
        return Names("namespace", _catalog.Schemas(catalog).Where(pattern.Fits));
    }

    internal static IQueryResult Functions(ShowStatement show)
    {
        var pattern = new NamePattern(show.Pattern);
        return Names("function", FunctionRegistry.Default.All.SelectMany(function => function.Aliases.Prepend(function.Name))
            .Where(pattern.Fits).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    /// <summary>SHOW TABLES: tables and views of a schema, and the session's temporary views after them.</summary>
    internal IQueryResult Tables(ShowStatement show) => Objects(show, "tableName", (catalog, schema) =>
        _catalog.Tables(catalog, schema).Concat(_catalog.Views(catalog, schema)).Order(StringComparer.OrdinalIgnoreCase));

    internal IQueryResult Views(ShowStatement show) => Objects(show, "viewName", _catalog.Views);

    private RowList Objects(ShowStatement show, string column, Func<string, string, IEnumerable<string>> listed)
    {
        var (catalog, schema) = Schema(show);
        var pattern = new NamePattern(show.Pattern);
        var rows = (IsGlobal(schema) ? session.Names.GlobalViews.Keys.Order(StringComparer.OrdinalIgnoreCase) : listed(catalog, schema))
            .Where(pattern.Fits).Select(name => new object?[] { schema, name, IsGlobal(schema) });
        var temporary = session.Names.TemporaryViews.Keys.Where(pattern.Fits).Order(StringComparer.OrdinalIgnoreCase).Select(name => new object?[] { "", name, true });
        return new RowList(
            new StructType([CommandSchema.Text("namespace"), CommandSchema.Text(column), new StructField("isTemporary", new BooleanType(), false)]),
            [.. rows, .. temporary]);
    }

    /// <summary>The schema that a SHOW is about. Errors: SCHEMA_NOT_FOUND.</summary>
    internal (string Catalog, string Schema) Schema(ShowStatement show)
    {
        if (show.Name is null)
            return (session.Names.Catalog, session.Names.Schema);
        var (catalog, schema) = session.Names.FullSchema(show.Name.Values);
        return IsGlobal(schema) || _catalog.SchemaExists(catalog, schema) ? (catalog, schema) : throw SchemaCommands.NotFound(catalog, schema, show.Name.Span);
    }

    private static bool IsGlobal(string schema) => schema.Equals(GlobalSchema, StringComparison.OrdinalIgnoreCase);

    private static RowList Names(string column, IEnumerable<string> names) =>
        new(new StructType([CommandSchema.Text(column)]), [.. names.Select(name => new object?[] { name })]);
}
