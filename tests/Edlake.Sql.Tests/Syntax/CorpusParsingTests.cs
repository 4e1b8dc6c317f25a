using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Tests.Syntax;

public sealed class CorpusParsingTests
{
    // Spark's classes that its parser throws; whatever else it threw came after parsing.
    private static readonly string[] ParserClasses =
        ["PARSE_SYNTAX_ERROR", "PARSE_EMPTY_STATEMENT", "UNCLOSED_BRACKETED_COMMENT", "INVALID_IDENTIFIER", "DUPLICATED_CTE_NAMES"];

    // What Spark's parser refuses and this one parses, because the tree has it for Databricks; nothing in the corpus may be added silently.
    private static readonly string[] ParsedHereOnly = [];

    [Fact]
    public void Every_statement_that_Spark_parsed_is_parsed()
    {
        var failures = new List<string>();
        foreach (var entry in SparkCorpus.Load().Where(entry => !ParserClasses.Contains(entry.ErrorClass)))
        {
            try
            {
                SqlParser.ParseStatement(new SourceText(entry.Sql));
            }
            catch (SqlException error)
            {
                failures.Add($"{entry}\n   {error.Message} at {error.Position}");
            }
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    [Fact]
    public void Every_statement_that_Spark_could_not_parse_is_refused_with_the_same_class()
    {
        var failures = new List<string>();
        var refused = 0;
        foreach (var entry in SparkCorpus.Load().Where(entry => ParserClasses.Contains(entry.ErrorClass) && !ParsedHereOnly.Contains(entry.Sql)))
        {
            var error = Record.Exception(() => SqlParser.ParseStatement(new SourceText(entry.Sql))) as SqlException;
            if (error?.ErrorClass != entry.ErrorClass)
                failures.Add($"{entry}\n   wanted {entry.ErrorClass}, got {error?.Message ?? "a tree"}");
            else
                refused++;
        }

        Assert.True(failures.Count == 0, string.Join('\n', failures));
        Assert.True(refused >= 4, $"only {refused} refused statements in the corpus");
    }

    [Fact]
    public void Every_corpus_file_splits_into_the_statements_that_Spark_ran()
    {
        var entries = SparkCorpus.Load();
        foreach (var file in entries.GroupBy(entry => entry.File))
        {
            var script = new SourceText(File.ReadAllText(Path.Combine(SparkCorpus.Folder, file.Key + ".sql")), file.Key + ".sql");
            var statements = StatementSplitter.Split(script);
            Assert.Equal(file.Count(), statements.Count);
            foreach (var (statement, entry) in statements.Zip(file))
            {
                Assert.StartsWith(entry.Sql[..Math.Min(8, entry.Sql.Length)], statement.Text, StringComparison.Ordinal);
                var line = script.Text.Split('\n')[statement.FirstLine - 1];
                Assert.StartsWith(statement.Text.Split('\n')[0], line[(statement.FirstColumn - 1)..], StringComparison.Ordinal);
            }
        }
    }
}
