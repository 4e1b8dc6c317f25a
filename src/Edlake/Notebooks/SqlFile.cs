using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Notebooks;

/// <summary>A plain SQL file, such as <c>sql_task.file</c> names.</summary>
/// <param name="Path">Absolute path of the file.</param>
/// <param name="Source">Its text.</param>
public sealed record SqlFile(string Path, SourceText Source)
{
    private static readonly IReadOnlyDictionary<string, string> NoArguments = new Dictionary<string, string>();

    /// <summary>Its statements in order.</summary>
    /// <exception cref="SqlException">An unclosed string or comment.</exception>
    public IReadOnlyList<NotebookStatement> Statements() =>
        [.. StatementSplitter.Split(Source).Select(text => new NotebookStatement(text, Path, 1, null, NoArguments))];
}
