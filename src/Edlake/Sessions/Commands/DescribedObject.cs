using Edlake.Publishing;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Sessions.Commands;

/// <summary>The columns of whatever a name means: a table's as stored, a view's as its query puts them out.</summary>
internal sealed class DescribedObject(SqlSession session, WarehouseTransaction transaction)
{
    internal IReadOnlyList<BoundColumn> Columns(CatalogEntry entry) => entry switch
    {
        TableEntry table => Columns(table.Schema),
        FileViewEntry view => Columns(view.Scan.Schema),
        ViewEntry view => OfQuery($"SELECT * FROM {NameOf(view)}"),
        _ => throw new InvalidOperationException($"An entry of the catalog that is not known: {entry.GetType().Name}."),
    };

    private IReadOnlyList<BoundColumn> OfQuery(string text) =>
        Binder.BindQueryText(new SourceText(text), session.State, session.Catalog(transaction)).Relation.Output;

    private string NameOf(ViewEntry view) => view.IsTemporary && session.Names.TemporaryViews.GetValueOrDefault(view.Name.Name) == view
        ? $"`{view.Name.Name.Replace("`", "``", StringComparison.Ordinal)}`"
        : view.IsTemporary ? $"`global_temp`.`{view.Name.Name}`" : view.Name.Quoted;

    private static List<BoundColumn> Columns(StructType schema) =>
        [.. schema.Fields.Select((field, i) => new BoundColumn(i, field.Name, field.Type, field.Nullable) { Comment = field.Comment })];
}
