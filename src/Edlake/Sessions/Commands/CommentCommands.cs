using Edlake.Engines;
using Edlake.Metastore;
using Edlake.Publishing;
using Edlake.Schemas;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sessions.Commands;

/// <summary>COMMENT ON a schema, a table or a column.</summary>
internal sealed class CommentCommands(SqlSession session, WarehouseTransaction transaction)
{
    internal IQueryResult Run(CommentStatement comment, BoundCommand command) => comment.Kind switch
    {
        "schema" => OnSchema(comment),
        "table" => OnTable(comment, command),
        "column" => OnColumn(comment, command),
        var kind => throw new SqlException("UNSUPPORTED_FEATURE", "0A000", $"The feature is not supported: COMMENT ON {kind.ToUpperInvariant()}.", comment.Span, "Comment on a schema, table or column."),
    };

    private RowList OnSchema(CommentStatement comment)
    {
        var (catalog, name) = session.Names.FullSchema(comment.Name.Values);
        if (!session.Catalog(transaction).SchemaExists(catalog, name))
            throw SchemaCommands.NotFound(catalog, name, comment.Name.Span);
        var known = transaction.State.Schemas.GetValueOrDefault(MetastoreState.SchemaKey(catalog, name))
            ?? new SchemaEntry(catalog, name, null, null, new Dictionary<string, string>());
        transaction.Stage(new PutSchema(known with { Comment = comment.Text }));
        return RowList.Nothing;
    }

    private IQueryResult OnTable(CommentStatement comment, BoundCommand command)
    {
        var snapshot = command.Table(comment.Name, "COMMENT ON TABLE").Snapshot();
        var properties = new Dictionary<string, string?> { ["comment"] = comment.Text };
        return new TableChange(session, transaction).Stage(
            snapshot, snapshot.Metadata with { Description = comment.Text }, "SET TBLPROPERTIES", new Dictionary<string, string> { ["properties"] = OperationParameters.Json(properties) }, command);
    }

    // The last part of the name is the column.
    private IQueryResult OnColumn(CommentStatement comment, BoundCommand command)
    {
        var table = new QualifiedName([.. comment.Name.Parts.SkipLast(1)]) { Span = comment.Name.Span };
        if (table.Parts.Count == 0)
            throw new SqlException("PARSE_SYNTAX_ERROR", "42601", $"Syntax error at or near '{comment.Name}'.", comment.Name.Span, "Write COMMENT ON COLUMN table.column IS '…'.");
        if (session.Catalog(transaction).Find(table.Values, null) is not TableEntry entry)
            throw TableCommands.NotFound(table);
        var action = new AlterColumnAction(new QualifiedName([comment.Name.Parts[^1]]) { Span = comment.Name.Span }) { Comment = comment.Text ?? "", Span = comment.Span };
        return new ChangeColumnCommands(session, transaction).Run(action, entry, command);
    }
}
