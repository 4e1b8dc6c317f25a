using Edlake.Sql.Diagnostics;

namespace Edlake.Diagnostics;

/// <summary>
/// A failure that the user can act on. The front end raises <see cref="SqlException"/> and the log <c>DeltaException</c>; everything
/// above them raises this one. It is raised where the cause is known and shown once.
/// </summary>
public class EdlakeException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="errorClass">Databricks' or Spark's class where one exists, else one of docs/errors.md, e.g. <c>TASK_CYCLE</c>.</param>
    /// <param name="message">What happened, in one sentence, with the file it happened in.</param>
    /// <param name="hint">What to do about it.</param>
    /// <param name="position">File, line and column, where known.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public EdlakeException(string errorClass, string message, string? hint = null, SourcePosition? position = null, Exception? inner = null)
        : base(message, inner)
    {
        ErrorClass = errorClass;
        Hint = hint;
        Position = position;
    }

    /// <summary>Stable upper-case name of the kind of error.</summary>
    public string ErrorClass { get; }

    /// <summary>What to do about it, or null.</summary>
    public string? Hint { get; }

    /// <summary>Where, or null.</summary>
    public SourcePosition? Position { get; }
}
