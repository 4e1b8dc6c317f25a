namespace Edlake.Delta;

/// <summary>A Delta table that cannot be read or written as asked, in Delta's own terms: error class, SQLSTATE and what to do about it.</summary>
public sealed class DeltaException : Exception
{
    /// <summary>Makes the error.</summary>
    public DeltaException(string errorClass, string? sqlState, string message, string? hint = null, Exception? inner = null)
        : base(Format(errorClass, sqlState, message), inner)
    {
        ErrorClass = errorClass;
        SqlState = sqlState;
        Text = message;
        Hint = hint;
    }

    /// <summary>Delta's error class, for example <c>DELTA_TABLE_NOT_FOUND</c>.</summary>
    public string ErrorClass { get; }

    /// <summary>Five characters, or null where Delta has none.</summary>
    public string? SqlState { get; }

    /// <summary>The message without class and state.</summary>
    public string Text { get; }

    /// <summary>What to do about it, or null.</summary>
    public string? Hint { get; }

    private static string Format(string errorClass, string? sqlState, string message) =>
        sqlState is null ? $"[{errorClass}] {message}" : $"[{errorClass}] {message} SQLSTATE: {sqlState}";
}
