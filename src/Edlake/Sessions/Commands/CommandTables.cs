using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sessions.Commands;

/// <summary>The table that a command is about.</summary>
internal static class CommandTables
{
    /// <summary>The table that the binder found for a command's name. Errors: EXPECT_TABLE_NOT_VIEW.</summary>
    internal static TableEntry Table(this BoundCommand command, QualifiedName name, string what) =>
        command.Reads[0] as TableEntry ?? throw NotTable(name, what);

    /// <summary>A name with all its parts, dots between: <c>spark_catalog.default.t</c>.</summary>
    internal static string FullText(this TableName name) => $"{name.Catalog}.{name.Schema}.{name.Name}";

    internal static SqlException UseAlterView(QualifiedName name) => new(
        "EXPECT_TABLE_NOT_VIEW.USE_ALTER_VIEW", "42809", $"'ALTER TABLE' expects a table but {CommandColumns.Quoted(name)} is a view.", name.Span, "Please use ALTER VIEW instead.");

    internal static SqlException NotTable(QualifiedName name, string what) => new(
        "EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE", "42809", $"'{what}' expects a table but {CommandColumns.Quoted(name)} is a view.", name.Span, "Name a table.");
}
