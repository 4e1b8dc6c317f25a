namespace Edlake.Sql.Syntax;

/// <summary>Which tables a statement changes, as far as its text tells: names as written, not resolved.</summary>
public static class WrittenTables
{
    /// <summary>The tables whose rows or definition the statement changes; none for queries, views, schemas, settings and statements that only tidy files up.</summary>
    public static IReadOnlyList<QualifiedName> Of(Statement statement) => statement switch
    {
        InsertStatement insert => [insert.Target],
        UpdateStatement update => [update.Target],
        DeleteStatement delete => [delete.Target],
        TruncateStatement truncate => [truncate.Target],
        MergeStatement merge => [merge.Target],
        CopyIntoStatement copy => [copy.Target],
        CreateTableStatement create => [create.Name],
        CopyTableStatement copy => [copy.Name],
        AlterTableStatement { IsView: false } alter => [alter.Name],
        CommentStatement { Kind: "table" } comment => [comment.Name],
        RestoreStatement restore => [restore.Target.Name],
        DropStatement { Kind: "table" } drop => [drop.Name],
        _ => [],
    };
}
