using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Execution;

/// <summary>Errors of a text that was sent to Spark, in terms of the text that the user wrote.</summary>
internal static class StatementErrors
{
    /// <summary>The error at the user's own place, with tables by their names where Spark knew them by a folder.</summary>
    /// <param name="error">As Spark raised it, its span in <paramref name="sent"/>.</param>
    /// <param name="sent">The text that was sent, which knows what it was made from.</param>
    /// <param name="names">Folder and name of each table that was known by a folder.</param>
    internal static SqlException Placed(SqlException error, SourceText sent, IEnumerable<(string Folder, string Name)> names)
    {
        var text = names.Aggregate(error.Text, (text, name) => text
            .Replace($"delta.`{name.Folder}`", name.Name, StringComparison.Ordinal)
            .Replace($"`delta`.`{name.Folder}`", name.Name, StringComparison.Ordinal)
            .Replace($"file:{name.Folder}", name.Name, StringComparison.Ordinal)
            .Replace(name.Folder, name.Name, StringComparison.Ordinal));
        return new SqlException(error.ErrorClass, error.SqlState, text, error.Span, error.Hint, error).At(sent);
    }
}
