namespace Edlake.Sql.Diagnostics;

/// <summary>Errors of the parser, in Spark's classes.</summary>
internal static class SqlErrors
{
    internal static SqlException Syntax(string near, SourceSpan span, string? hint = null) => new(
        "PARSE_SYNTAX_ERROR", "42601", $"Syntax error at or near {near}.", span, hint);

    internal static SqlException EmptyStatement(SourceSpan span) =>
        new("PARSE_EMPTY_STATEMENT", "42617", "Syntax error, unexpected empty statement.", span, "Write a statement.");

    internal static SqlException UnclosedComment(SourceSpan span) => new(
        "UNCLOSED_BRACKETED_COMMENT", "42601", "Found an unclosed bracketed comment.", span, "Append */ at the end of the comment.");

    internal static SqlException Unsupported(string what, SourceSpan span, string? hint = null) => new(
        "UNSUPPORTED_FEATURE", "0A000", $"The feature is not supported: {what}.", span, hint ?? "Run it with an engine that has it, or rewrite the statement.");

    internal static SqlException TooDeep(SourceSpan span) => new(
        "FAILED_TO_PARSE_TOO_COMPLEX", "54001", "The statement is nested too deeply to be parsed.", span, "Split it into several statements or temporary views.");
}
