using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sessions.Commands;

/// <summary>Who runs which command: one line a kind of statement.</summary>
internal sealed class CommandRunner(SqlSession session, WarehouseTransaction transaction)
{
    internal IQueryResult Run(BoundCommand command, CancellationToken cancellation) => command.Syntax switch
    {
        CreateSchemaStatement create => new SchemaCommands(session, transaction).Create(create),
        DropStatement { Kind: "schema" or "database" } drop => new SchemaCommands(session, transaction).Drop(drop),
        UseStatement use => new SchemaCommands(session, transaction).Use(use),
        CreateTableStatement create => new TableCommands(session, transaction).Create(create),
        DropStatement { Kind: "table" } drop => new TableCommands(session, transaction).Drop(drop),
        CreateViewStatement view => new ViewCommands(session, transaction).Create(view, command),
        CreateFileViewStatement view => new ViewCommands(session, transaction).CreateOverFiles(view),
        DropStatement { Kind: "view" } drop => new ViewCommands(session, transaction).Drop(drop),
        DeclareVariableStatement declare => new VariableCommands(session).Declare(declare, command, cancellation),
        SetVariableStatement set => new VariableCommands(session).Set(set, command, cancellation),
        ExecuteImmediateStatement execute => new VariableCommands(session).Into(execute, command, cancellation),
        DropStatement drop when drop.Kind.Contains("variable", StringComparison.Ordinal) => new VariableCommands(session).Drop(drop),
        CreateWidgetStatement widget => new WidgetCommands(session).Create(widget),
        RemoveWidgetStatement widget => new WidgetCommands(session).Remove(widget),
        SetStatement set => new SettingCommands(session).Set(set),
        SetTimeZoneStatement set => new SettingCommands(session).SetTimeZone(set, command),
        ResetStatement reset => new SettingCommands(session).Reset(reset),
        NoEffectStatement => RowList.Nothing,
        UnsupportedStatement unsupported => throw Unsupported(unsupported.Name, unsupported.Span),
        var other => throw Unsupported(other.GetType().Name.Replace("Statement", "", StringComparison.Ordinal).ToUpperInvariant(), other.Span),
    };

    private static SqlException Unsupported(string what, SourceSpan span) => new(
        "UNSUPPORTED_FEATURE", "0A000", $"The feature is not supported: {what}.", span, "Run it with an engine that has it, or rewrite the statement.");
}
