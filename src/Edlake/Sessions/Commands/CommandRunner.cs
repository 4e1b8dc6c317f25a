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
        CreateTableStatement create => new TableCommands(session, transaction).Create(create, command),
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
        AlterTableStatement alter => new AlterTableCommands(session, transaction).Run(alter, command, cancellation),
        CommentStatement comment => new CommentCommands(session, transaction).Run(comment, command),
        CopyTableStatement copy => new CopyTableCommands(session, transaction).Run(copy, command),
        RestoreStatement restore => new RestoreCommands(session, transaction).Run(restore, command),
        VacuumStatement vacuum => new VacuumCommands(session).Run(vacuum, command, cancellation),
        OptimizeStatement optimize => new OptimizeCommands(session, transaction).Run(optimize, command, cancellation),
        ExplainStatement explain => new ExplainCommands(session, transaction).Run(explain, command),
        CreateFunctionStatement function => throw Unsupported($"CREATE FUNCTION {function.Name}", function.Span),
        DropStatement { Kind: "function" } drop => drop.IfExists ? RowList.Nothing : throw NoFunction(drop),
        ShowStatement show => Show(show, command),
        DescribeStatement describe => Describe(describe, command),
        NoEffectStatement => RowList.Nothing,
        UnsupportedStatement unsupported => throw Unsupported(unsupported.Name, unsupported.Span),
        var other => throw Unsupported(other.GetType().Name.Replace("Statement", "", StringComparison.Ordinal).ToUpperInvariant(), other.Span),
    };

    private IQueryResult Show(ShowStatement show, BoundCommand command) => show.Kind switch
    {
        "catalogs" => new ShowCommands(session, transaction).Catalogs(show),
        "schemas" => new ShowCommands(session, transaction).Schemas(show),
        "tables" => new ShowCommands(session, transaction).Tables(show),
        "views" => new ShowCommands(session, transaction).Views(show),
        "functions" => ShowCommands.Functions(show),
        "columns" => new ShowTableCommands(session, transaction).Columns(command),
        "tblproperties" => new ShowTableCommands(session, transaction).Properties(show, command),
        "create table" => new ShowTableCommands(session, transaction).CreateTable(show, command),
        "partitions" => ShowTableCommands.Partitions(show, command),
        "table extended" => new ShowTableCommands(session, transaction).Extended(show),
        var kind => throw Unsupported($"SHOW {kind.ToUpperInvariant()}", show.Span),
    };

    private IQueryResult Describe(DescribeStatement describe, BoundCommand command) => describe.Kind switch
    {
        "table" => new DescribeCommands(session, transaction).Table(describe, command),
        "query" => DescribeCommands.Query(command),
        "schema" => new DescribeCommands(session, transaction).Schema(describe),
        "function" => new DescribeCommands(session, transaction).Function(describe),
        "history" => new HistoryCommands(transaction).History(describe, command),
        "detail" => HistoryCommands.Detail(describe, command),
        var kind => throw Unsupported($"DESCRIBE {kind.ToUpperInvariant()}", describe.Span),
    };

    private static SqlException NoFunction(DropStatement drop) => new(
        "ROUTINE_NOT_FOUND", "42883", $"The routine {CommandColumns.Quoted(drop.Name)} cannot be found. Verify the spelling and correctness of the schema and catalog.", drop.Name.Span, "Add IF EXISTS to tolerate the error on drop.");

    private static SqlException Unsupported(string what, SourceSpan span) => new(
        "UNSUPPORTED_FEATURE", "0A000", $"The feature is not supported: {what}.", span, "Run it with an engine that has it, or rewrite the statement.");
}
