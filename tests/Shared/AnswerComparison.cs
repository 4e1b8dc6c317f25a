using System.Text.RegularExpressions;

namespace Edlake.Testing;

/// <summary>Holds an answer to Spark's, as the corpus's README says.</summary>
internal static partial class AnswerComparison
{
    /// <summary>What differs in an answer of rows, or null.</summary>
    /// <param name="answer">What Spark said.</param>
    /// <param name="schema">The columns as DDL.</param>
    /// <param name="rows">The rows as text.</param>
    /// <param name="withComments">Whether comments and defaults are part of the columns.</param>
    internal static string? OfRows(RecordedAnswer answer, string schema, IReadOnlyList<IReadOnlyList<string?>> rows, bool withComments)
    {
        if (answer.Entry.Error is { } error)
            return $"a wrong answer: wanted {error}, got {Text(rows)}";
        var (wantedSchema, gotSchema) = (Comparable(answer.Entry.Schema!, withComments), Comparable(schema, withComments));
        return wantedSchema == gotSchema ? Rows(answer, rows) : $"wanted {wantedSchema}\n   got    {gotSchema}";
    }

    /// <summary>What differs in an error, or null. Where Spark's has no class any will do.</summary>
    internal static string? OfError(RecordedAnswer answer, string errorClass, string message)
    {
        var wanted = answer.Entry.ErrorClass;
        return wanted is "" || wanted == errorClass ? null : $"wanted {answer.Entry.Error ?? answer.Entry.Schema}\n   got    {message}";
    }

    private static string? Rows(RecordedAnswer answer, IReadOnlyList<IReadOnlyList<string?>> rows)
    {
        IEnumerable<IReadOnlyList<string?>> wanted = answer.Rows!, got = rows;
        if (!IsOrdered(answer.Entry.Sql))
            (wanted, got) = (wanted.OrderBy(Line, StringComparer.Ordinal), got.OrderBy(Line, StringComparer.Ordinal));
        return answer.Rows!.Count == rows.Count && wanted.Zip(got).All(pair => Matches(pair.First, pair.Second))
            ? null
            : $"a wrong answer: wanted {Text(answer.Rows)}\n   got    {Text(rows)}";
    }

    private static bool Matches(IReadOnlyList<string?> wanted, IReadOnlyList<string?> got) =>
        wanted.Count == got.Count && wanted.Zip(got).All(pair => pair.First == "*" ? pair.Second is not null : pair.First == pair.Second);

    // Only an ORDER BY outside parentheses orders the answer.
    private static bool IsOrdered(string sql)
    {
        var outside = sql;
        for (var before = ""; before != outside;)
            (before, outside) = (outside, Parentheses().Replace(outside, ""));
        return outside.Contains("ORDER BY", StringComparison.OrdinalIgnoreCase) || sql.StartsWith("DESCRIBE", StringComparison.Ordinal) || sql.StartsWith("SHOW COLUMNS", StringComparison.Ordinal);
    }

    private static string Line(IReadOnlyList<string?> row) => string.Join('\u0001', row.Select(cell => cell ?? "\u0002"));

    private static string Text(IEnumerable<IReadOnlyList<string?>> rows) => string.Join(" ; ", rows.Select(row => string.Join(" | ", row.Select(cell => cell ?? "NULL"))));

    private static string Comparable(string ddl, bool withComments)
    {
        var types = ddl.Replace(" NOT NULL", "", StringComparison.Ordinal);
        return withComments ? types : CommentOrDefault().Replace(types, "");
    }

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Parentheses();

    [GeneratedRegex(" (COMMENT '[^']*'|DEFAULT ('[^']*'|[^ ,]+))")]
    private static partial Regex CommentOrDefault();
}
