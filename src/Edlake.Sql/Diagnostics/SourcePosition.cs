namespace Edlake.Sql.Diagnostics;

/// <summary>Where a reader finds it: file (null for text typed at the prompt), line and column, both from 1.</summary>
public sealed record SourcePosition(string? File, int Line, int Column)
{
    /// <summary>The whole line, to show with a caret under the column.</summary>
    public string? LineText { get; init; }

    /// <summary><c>file:line:column</c>.</summary>
    public override string ToString() => File is null ? $"{Line}:{Column}" : $"{File}:{Line}:{Column}";
}
