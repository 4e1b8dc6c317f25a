using Edlake.Sql.Binding;

namespace Edlake.Metastore;

/// <summary>A view: the text of its query, and where names in it are looked up.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Text">The query's text.</param>
/// <param name="Columns">Names and comments given with the view; empty when it takes the query's.</param>
/// <param name="Catalog">The catalog that was current when it was made.</param>
/// <param name="Schema">The schema that was current when it was made.</param>
/// <param name="Comment">COMMENT, or null.</param>
/// <param name="Properties">TBLPROPERTIES.</param>
public sealed record StoredView(
    TableName Name,
    string Text,
    IReadOnlyList<ViewColumn> Columns,
    string Catalog,
    string Schema,
    string? Comment,
    IReadOnlyDictionary<string, string> Properties)
{
    /// <summary>As the binder takes it.</summary>
    public ViewEntry ToEntry() => new(Name, Text, [.. Columns.Select(column => (column.Name, column.Comment))], Catalog, Schema);
}
