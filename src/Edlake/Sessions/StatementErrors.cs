using Edlake.Delta;
using Edlake.Diagnostics;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sessions;

/// <summary>Gives an error the place it arose at: its own span, or the statement's beginning where nothing in the text is to blame more than the rest.</summary>
public static class StatementErrors
{
    /// <summary>The error with its position; null for one that no statement is to blame for.</summary>
    public static Exception? Placed(Exception error, SourceText source) => error switch
    {
        SqlException { Position: null, Span: null } sql => At(sql.ErrorClass, sql.SqlState, sql.Text, sql.Hint, sql, source),
        SqlException sql => sql.At(source),
        DeltaException delta => At(delta.ErrorClass, delta.SqlState, delta.Text, delta.Hint, delta, source),
        EdlakeException { Position: null } own => new EdlakeException(own.ErrorClass, own.Message, own.Hint, source.PositionOf(0), own),
        EdlakeException own => own,
        _ => null,
    };

    private static SqlException At(string errorClass, string? state, string text, string? hint, Exception inner, SourceText source) =>
        new SqlException(errorClass, state, text, new SourceSpan(0, source.Text.Length), hint, inner).At(source);
}
