using System.Text.RegularExpressions;
using Edlake.Diagnostics;
using Edlake.Results;
using Edlake.Sessions;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.DuckDb.Tests.Sessions;

/// <summary>Runs a statement in a session and holds the answer to Spark's, as the corpus's README says.</summary>
internal static partial class AnswerComparison
{
    /// <summary>What differs, or null.</summary>
    internal static string? Difference(RecordedAnswer answer, SqlSession session)
    {
        var wanted = answer.Entry.ErrorClass;
        try
        {
            using var result = session.Execute(new SourceText(answer.Entry.Sql), TestContext.Current.CancellationToken);
            var schema = result.Rows.Schema;
            var rows = result.Rows.Rows.Select(row => row.Select((value, i) => SparkText.Of(value, schema.Fields[i].Type)).ToList()).ToList();
            if (wanted is not null)
                return $"a wrong answer: wanted {answer.Entry.Error}, got {Text(rows)}";
            var (wantedSchema, gotSchema) = (Comparable(answer.Entry.Schema!, result.Statement), Comparable(schema.Ddl, result.Statement));
            return wantedSchema == gotSchema ? Rows(answer, rows) : $"wanted {wantedSchema}\n   got    {gotSchema}";
        }
        catch (SqlException error)
        {
            return wanted is not null && (wanted.Length == 0 || wanted == error.ErrorClass) ? null : $"wanted {answer.Entry.Error ?? answer.Entry.Schema}\n   got    {error.Message}";
        }
        catch (EdlakeException error)
        {
            return wanted is "" || wanted == error.ErrorClass ? null : $"wanted {answer.Entry.Error ?? answer.Entry.Schema}\n   got    {error.ErrorClass} {error.Message}";
        }
    }

    private static string? Rows(RecordedAnswer answer, List<List<string?>> rows)
    {
        IEnumerable<IReadOnlyList<string?>> wanted = answer.Rows!, got = rows;
        if (!IsOrdered(answer.Entry.Sql))
            (wanted, got) = (wanted.OrderBy(Line, StringComparer.Ordinal), got.OrderBy(Line, StringComparer.Ordinal));
        return answer.Rows!.Count == rows.Count && wanted.Zip(got).All(pair => Matches(pair.First, pair.Second)) ? null : $"a wrong answer: wanted {Text(answer.Rows)}\n   got    {Text(rows)}";
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

    // A query's comments and defaults are the binder's matter, and tested with it; those of a command are part of its answer.
    private static string Comparable(string ddl, BoundStatement statement)
    {
        var types = ddl.Replace(" NOT NULL", "", StringComparison.Ordinal);
        return statement is BoundCommand ? types : CommentOrDefault().Replace(types, "");
    }

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Parentheses();

    [GeneratedRegex(" (COMMENT '[^']*'|DEFAULT ('[^']*'|[^ ,]+))")]
    private static partial Regex CommentOrDefault();
}
