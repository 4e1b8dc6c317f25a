namespace Edlake.Sql.Diagnostics;

/// <summary>Errors of the parser, in Spark's classes.</summary>
internal static class SqlErrors
{
    internal static SqlException Syntax(string near, SourceSpan span, string? hint = null) => new(
        "PARSE_SYNTAX_ERROR", "42601", $"Syntax error at or near {near}.", span, hint ?? "Correct the statement at the place shown; what stands just before it may be the cause.");

    internal static SqlException EmptyStatement(SourceSpan span) =>
        new("PARSE_EMPTY_STATEMENT", "42617", "Syntax error, unexpected empty statement.", span, "Write a statement.");

    internal static SqlException UnclosedComment(SourceSpan span) => new(
        "UNCLOSED_BRACKETED_COMMENT", "42601", "Found an unclosed bracketed comment.", span, "Append */ at the end of the comment.");

    internal static SqlException InvalidIdentifier(string name, SourceSpan span) => new(
        "INVALID_IDENTIFIER", "42602", $"The unquoted identifier {name} is invalid and must be back quoted as: `{name}`.", span, $"Write `{name}`.");

    internal static SqlException DuplicatedCte(string name, SourceSpan span) => new(
        "DUPLICATED_CTE_NAMES", "42602", $"CTE definition can't have duplicate names: `{name}`.", span, "Rename one of them.");

    internal static SqlException InvalidEscape(string escape, SourceSpan span) => new(
        "INVALID_ESC", "42604", $"Found an invalid escape string: '{escape}'. The escape string must contain only one character.", span);

    internal static SqlException IncompleteType(string type, SourceSpan span)
    {
        var (wanted, example) = type switch
        {
            "ARRAY" => ("an element type", "ARRAY<INT>"),
            "MAP" => ("a key type and a value type", "MAP<TIMESTAMP, INT>"),
            _ => ("at least one field type", "STRUCT<name STRING, phone DECIMAL(10, 2)>"),
        };
        return new SqlException(
            $"INCOMPLETE_TYPE_DEFINITION.{type}", "42K01",
            $"Incomplete complex type: The definition of \"{type}\" type is incomplete. You must provide {wanted}. For example: \"{example}\".", span);
    }

    internal static SqlException UnsupportedTypedLiteral(string type, SourceSpan span) => new(
        "UNSUPPORTED_TYPED_LITERAL", "0A000",
        $"Literals of the type \"{type.ToUpperInvariant()}\" are not supported. Supported types are \"DATE\", \"TIMESTAMP_NTZ\", \"TIMESTAMP_LTZ\", \"TIMESTAMP\", \"INTERVAL\", \"X\".", span);

    internal static SqlException BangForNot(SourceSpan span) => new(
        "SYNTAX_DISCONTINUED.BANG_EQUALS_NOT", "42601",
        "Support of the clause or keyword: ! has been discontinued in this context. The '!' keyword is only supported as an alias for the prefix operator 'NOT'.",
        span, "Write NOT.");

    internal static SqlException UnboundParameter(string name, SourceSpan span) => new(
        "UNBOUND_SQL_PARAMETER", "42P02", $"Found the unbound parameter: {name}.", span, $"Give {name} a value, or write \\${{{name}}} to keep the text.");

    internal static SqlException Unsupported(string what, SourceSpan span, string? hint = null) => new(
        "UNSUPPORTED_FEATURE", "0A000", $"The feature is not supported: {what}.", span, hint ?? "Run it with an engine that has it, or rewrite the statement.");

    internal static SqlException TooDeep(SourceSpan span) => new(
        "FAILED_TO_PARSE_TOO_COMPLEX", "54001", "The statement is nested too deeply to be parsed.", span, "Split it into several statements or temporary views.");
}
