using Edlake.Diagnostics;
using Edlake.Results;
using Edlake.Sessions;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.DuckDb.Tests.Sessions;

/// <summary>Runs a statement in a session and holds the answer to Spark's.</summary>
internal static class SessionAnswers
{
    /// <summary>What differs, or null.</summary>
    internal static string? Difference(RecordedAnswer answer, SqlSession session)
    {
        try
        {
            using var result = session.Execute(new SourceText(answer.Entry.Sql), TestContext.Current.CancellationToken);
            var schema = result.Rows.Schema;
            var rows = result.Rows.Rows.Select(row => row.Select((value, i) => SparkText.Of(value, schema.Fields[i].Type)).ToList()).ToList();

            // A query's comments and defaults are the binder's matter, and tested with it; those of a command are part of its answer.
            return AnswerComparison.OfRows(answer, schema.Ddl, rows, withComments: result.Statement is BoundCommand);
        }
        catch (SqlException error)
        {
            return AnswerComparison.OfError(answer, error.ErrorClass, error.Message);
        }
        catch (EdlakeException error)
        {
            return AnswerComparison.OfError(answer, error.ErrorClass, $"{error.ErrorClass} {error.Message}");
        }
    }
}
