namespace Edlake.Sql.Diagnostics;

/// <summary>
/// A statement that is wrong, in Spark's terms: an error class such as <c>UNRESOLVED_COLUMN.WITH_SUGGESTION</c>, an SQLSTATE and a
/// position. Thrown where the text is not at hand it carries the span only; <see cref="At"/> turns that into a position.
/// </summary>
public sealed class SqlException : Exception
{
    /// <summary>Makes the error.</summary>
    public SqlException(string errorClass, string? sqlState, string message, SourceSpan? span = null, string? hint = null, Exception? inner = null)
        : base(Format(errorClass, sqlState, message), inner)
    {
        ErrorClass = errorClass;
        SqlState = sqlState;
        Text = message;
        Span = span;
        Hint = hint;
    }

    /// <summary>Spark's error class, sub-class after a dot.</summary>
    public string ErrorClass { get; }

    /// <summary>Five characters, or null where Spark has none.</summary>
    public string? SqlState { get; }

    /// <summary>The message without class and state.</summary>
    public string Text { get; }

    /// <summary>Where in the statement's text; null when nothing in it is to blame.</summary>
    public SourceSpan? Span { get; }

    /// <summary>What to do about it, or null.</summary>
    public string? Hint { get; }

    /// <summary>File, line and column; null until <see cref="At"/> was called.</summary>
    public SourcePosition? Position { get; private init; }

    /// <summary>The same error with its position in a text.</summary>
    public SqlException At(SourceText source) => Position is not null || Span is null
        ? this
        : new SqlException(ErrorClass, SqlState, Text, Span, Hint, this) { Position = source.PositionOf(Span.Value.Start) };

    private static string Format(string errorClass, string? sqlState, string message) =>
        sqlState is null ? $"[{errorClass}] {message}" : $"[{errorClass}] {message} SQLSTATE: {sqlState}";
}
