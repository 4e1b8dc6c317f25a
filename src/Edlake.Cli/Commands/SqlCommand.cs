using System.CommandLine;
using Edlake.Cli.Output;
using Edlake.Diagnostics;
using Edlake.Engines;
using Edlake.Sessions;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Cli.Commands;

/// <summary><c>edlake sql</c>.</summary>
internal static class SqlCommand
{
    internal static Command Make(Terminal terminal)
    {
        var surroundings = new Surroundings();
        var text = new Argument<string?>("SQL") { Description = "Statements, separated by semicolons.", Arity = ArgumentArity.ZeroOrOne };
        var file = new Option<string?>("--file", "-f") { Description = "A file of statements; - for standard input.", HelpName = "FILE" };
        var format = new Option<string>("--format") { Description = "table, csv, json (an array of objects a statement) or jsonl (one object a statement: sql, schema, rows or error).", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "csv", "json", "jsonl");
        var parameters = CommonOptions.Parameters();
        var command = new Command("sql", "Run Spark SQL against the workspace. Statements of one call share a session; each is published by itself.\n\nExamples:\n  edlake sql \"select * from gold.cohort_performance\"\n  edlake sql \"select * from gold.revenue_monthly\" --format csv > revenue.csv\n  edlake sql -f report.sql --param run_date=2026-01-31") { text, file, format, parameters };
        surroundings.AddWorkspaceTo(command);
        surroundings.AddEngineTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var script = await ScriptOf(parsed.GetValue(text), parsed.GetValue(file), cancellation).ConfigureAwait(false);
            var choice = surroundings.EngineOf(parsed);
            var engine = new Lazy<IEngine>(choice.Open);
            try
            {
                var session = new SqlSession(surroundings.OpenWarehouse(parsed, cancellation), () => engine.Value);
                session.SetParameters(Surroundings.Pairs(parsed.GetValue(parameters)));
                return parsed.GetValue(format) == "jsonl" ? JsonLines(terminal, session, script, cancellation) : Shown(terminal, session, script, parsed.GetValue(format)!, cancellation);
            }
            finally
            {
                if (engine.IsValueCreated)
                    engine.Value.Dispose();
            }
        });
        return command;
    }

    private static async Task<SourceText> ScriptOf(string? text, string? file, CancellationToken cancellation) => (text, file) switch
    {
        ({ } given, null) => new SourceText(given),
        (null, "-") => new SourceText(await Console.In.ReadToEndAsync(cancellation).ConfigureAwait(false)),
        (null, { } path) when File.Exists(path) => new SourceText(await File.ReadAllTextAsync(path, cancellation).ConfigureAwait(false), path),
        (null, { } path) => throw new EdlakeException("INVALID_PARAMETER", $"There is no file '{path}'.", "Check the path."),
        _ => throw new EdlakeException("INVALID_PARAMETER", "Give either SQL or --file.", "edlake sql \"select 1\""),
    };

    // Stops at the first error. Whatever its cause, it is a statement that failed and not the command line or the bundle.
    private static int Shown(Terminal terminal, SqlSession session, SourceText script, string format, CancellationToken cancellation)
    {
        try
        {
            foreach (var statement in StatementSplitter.Split(script))
            {
                using var result = session.Execute(statement, cancellation);
                ResultText.Write(terminal, result, format, cancellation);
            }

            return ExitCode.Success;
        }
        catch (Exception error) when (ErrorText.IsExpected(error))
        {
            ErrorText.Write(terminal.Error, error);
            return ExitCode.Failed;
        }
    }

    // Goes on after an error, as the corpus of answers does; the exit code says whether there was one.
    private static int JsonLines(Terminal terminal, SqlSession session, SourceText script, CancellationToken cancellation)
    {
        var code = ExitCode.Success;
        foreach (var statement in StatementSplitter.Split(script))
        {
            try
            {
                using var result = session.Execute(statement, cancellation);
                terminal.Data.WriteLine(ResultJson.Line(statement.Text, result, cancellation));
            }
            catch (Exception error) when (ErrorText.IsExpected(error))
            {
                code = ExitCode.Failed;
                terminal.Data.WriteLine(ResultJson.Line(statement.Text, error));
            }
        }

        return code;
    }
}
