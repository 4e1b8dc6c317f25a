using Edlake.Diagnostics;
using Edlake.Notebooks;
using Edlake.Sql.Syntax;

namespace Edlake.Tests.Notebooks;

public sealed class NotebookReaderTests : IDisposable
{
    private const string Header = "-- Databricks notebook source\n";
    private const string Next = "\n\n-- COMMAND ----------\n\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_notebook_is_cut_into_its_cells()
    {
        var notebook = Read("a.sql", Header
            + "-- DBTITLE 1,Load, all of it\nSELECT 1;\nSELECT 2" + Next
            + "-- MAGIC %md\n-- MAGIC ## Payments\n-- MAGIC\n-- MAGIC One row each." + Next
            + "-- MAGIC %run ../shared/functions $currency=\"GBP\" $n=2" + Next
            + "-- MAGIC %python\n-- MAGIC print(1)");

        Assert.Collection(
            notebook.Cells,
            cell => Assert.Equal("Load, all of it", Assert.IsType<SqlCell>(cell).Title),
            cell => Assert.Equal("## Payments\n\nOne row each.", Assert.IsType<MarkdownCell>(cell).Markdown),
            cell =>
            {
                var include = Assert.IsType<IncludeCell>(cell);
                Assert.Equal("../shared/functions", include.Target);
                Assert.Equal(("GBP", "2"), (include.Arguments["currency"], include.Arguments["n"]));
            },
            cell =>
            {
                var python = Assert.IsType<UnsupportedCell>(cell);
                Assert.Equal(("python", 4, "a.sql:19:10"), (python.Language, python.Number, python.Position.ToString()));
            });
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void Every_statement_stands_where_the_file_has_it(string lineEnd)
    {
        var text = Header + "-- DBTITLE 1,T\n\nSELECT 1; SELECT\n  2;\n" + Next + "-- MAGIC %sql SELECT 3;\n-- MAGIC   SELECT\n-- MAGIC 4";
        var statements = Statements(Read("a.sql", text.ReplaceLineEndings(lineEnd)));
        Assert.Equal(["a.sql:4:1", "a.sql:4:11", "a.sql:10:15", "a.sql:11:12"], statements.Select(s => s.Source.PositionOf(0).ToString()));
        Assert.Equal(["SELECT 1", "SELECT\n  2", "SELECT 3", "SELECT\n4"], statements.Select(s => s.Source.Text.ReplaceLineEndings("\n")));
        var last = statements[^1].Source;
        Assert.Equal("a.sql:12:10", last.PositionOf(last.Text.Length - 1).ToString());
        Assert.Equal([1, 1, 2, 2], statements.Select(s => s.Cell));
    }

    [Fact]
    public void Replaced_parameters_leave_positions_in_the_file()
    {
        var statement = Statements(Read("a.sql", Header + "-- MAGIC %sql\n-- MAGIC SELECT '${long_name}', x"))[0];
        var made = LegacyParameters.Substitute(statement.Source, _ => "1");
        Assert.Equal("SELECT '1', x", made.Text);
        Assert.Equal("a.sql:3:33", made.PositionOf(made.Text.Length - 1).ToString());
    }

    [Fact]
    public void A_Jupyter_notebook_has_its_positions_in_the_JSON()
    {
        var notebook = Read("n.ipynb", """
            {
              "cells": [
                { "cell_type": "markdown", "source": ["# Übersicht"] },
                { "cell_type": "code", "metadata": {"application/vnd.databricks.v1+cell": {"title": "Load"}}, "source": [
                    "SELECT \"é\",\n",
                    "  \u0031;\n",
                    "SELECT 2" ] },
                { "cell_type": "code", "source": "%python\n# only a comment" },
                { "cell_type": "code", "source": "%sql SELECT\t3" }
              ],
              "metadata": { "application/vnd.databricks.v1+notebook": { "language": "sql" } },
              "nbformat": 4
            }
            """);
        var statements = Statements(notebook);
        Assert.Equal(["SELECT \"é\",\n  1", "SELECT 2", "SELECT\t3"], statements.Select(s => s.Source.Text));
        Assert.Equal(["n.ipynb:5:10", "n.ipynb:7:10", "n.ipynb:9:44"], statements.Select(s => s.Source.PositionOf(0).ToString()));
        Assert.Equal("n.ipynb:6:12", statements[0].Source.PositionOf(statements[0].Source.Text.Length - 1).ToString());
        Assert.Equal([2, 2, 4], statements.Select(s => s.Cell));
        Assert.Equal("Load", statements[0].Title);
    }

    [Fact]
    public void The_SQL_cells_of_a_Python_notebook_are_read()
    {
        var notebook = Read("a.py", "# Databricks notebook source\n# a comment\n\n# COMMAND ----------\n\n# MAGIC %sql\n# MAGIC SELECT 1");
        Assert.Equal("a.py:7:9", Assert.Single(Statements(notebook)).Source.PositionOf(0).ToString());
    }

    [Fact]
    public void Cells_of_comments_or_nothing_are_legal()
    {
        Assert.Empty(Statements(Read("a.sql", Header + "-- only words" + Next + Next + "-- MAGIC %python\n-- MAGIC # words\n-- MAGIC")));
        Assert.Empty(Read("b.sql", Header).Cells);
    }

    [Fact]
    public void A_cell_of_another_language_is_refused_with_its_number_and_line()
    {
        var notebook = Read("a.sql", Header + "SELECT 1" + Next + "-- MAGIC %python\n-- MAGIC print(1)");
        var error = Assert.Throws<EdlakeException>(() => Statements(notebook));
        Assert.Equal("UNSUPPORTED_NOTEBOOK_LANGUAGE", error.ErrorClass);
        Assert.Equal("a.sql:6:10", error.Position!.ToString());
        Assert.Contains("Cell 2 is %python", error.Message);
    }

    [Fact]
    public void Included_notebooks_run_in_place_with_their_arguments()
    {
        _folder.Write("shared/inner.sql", Header + "SELECT 'inner'");
        _folder.Write("shared/outer.sql", Header + "-- MAGIC %run ./inner $b=\"2\"" + Next + "SELECT 'outer'");
        var statements = Statements(Read("main/a.sql", Header + "SELECT 0" + Next + "-- MAGIC %run ../shared/outer $a=1" + Next + "SELECT 9"));
        Assert.Equal(["SELECT 0", "SELECT 'inner'", "SELECT 'outer'", "SELECT 9"], statements.Select(s => s.Source.Text));
        Assert.Equal("shared/inner.sql:2:1", statements[1].Source.PositionOf(0).ToString());
        Assert.Equal(("1", "2"), (statements[1].Arguments["a"], statements[1].Arguments["b"]));
        Assert.Equal(["a"], statements[2].Arguments.Keys);
        Assert.Empty(statements[3].Arguments);
    }

    [Fact]
    public void Notebooks_that_run_each_other_are_an_error_that_names_the_circle()
    {
        _folder.Write("b.sql", Header + "-- MAGIC %run ./a");
        var error = Assert.Throws<EdlakeException>(() => Statements(Read("a.sql", Header + "-- MAGIC %run ./b")));
        Assert.Equal("NOTEBOOK_CYCLE", error.ErrorClass);
        Assert.Contains("a.sql → b.sql → a.sql", error.Message);
        Assert.Equal("b.sql:2:10", error.Position!.ToString());
    }

    [Theory]
    [InlineData("%run ./none", "NOTEBOOK_NOT_FOUND")]
    [InlineData("%run", "NOTEBOOK_SYNTAX_ERROR")]
    [InlineData("%run ./a\n-- MAGIC SELECT 1", "NOTEBOOK_SYNTAX_ERROR")]
    [InlineData("%run ./a and b", "NOTEBOOK_SYNTAX_ERROR")]
    public void An_include_that_cannot_be_followed_is_an_error_at_its_cell(string command, string errorClass)
    {
        var error = Assert.Throws<EdlakeException>(() => Statements(Read("a.sql", Header + "-- MAGIC " + command)));
        Assert.Equal(errorClass, error.ErrorClass);
        Assert.Equal("a.sql:2:10", error.Position!.ToString());
    }

    [Theory]
    [InlineData("SELECT 1", "sql_task")]
    [InlineData("-- Databricks notebook source \nSELECT 1", "exactly")]
    [InlineData("\n-- Databricks notebook source\nSELECT 1", "first line")]
    public void A_file_without_the_exact_header_is_not_a_notebook(string text, string hint)
    {
        var error = Assert.Throws<EdlakeException>(() => Read("a.sql", text));
        Assert.Equal("NOT_A_NOTEBOOK", error.ErrorClass);
        Assert.Contains(hint, error.Hint);
    }

    [Fact]
    public void A_byte_order_mark_is_refused_with_the_way_out()
    {
        var error = Assert.Throws<EdlakeException>(() => Read("a.sql", "\uFEFF" + Header + "SELECT 1"));
        Assert.Equal("BYTE_ORDER_MARK", error.ErrorClass);
        Assert.Contains("without a byte order mark", error.Hint);
    }

    [Fact]
    public void A_file_in_another_encoding_is_refused_at_its_first_wrong_byte()
    {
        File.WriteAllBytes(_folder.In("a.sql"), [.. "-- Databricks notebook source\nSELECT 'caf"u8, 0xE9, .. "'"u8]);
        var error = Assert.Throws<EdlakeException>(() => NotebookReader.Read(_folder.In("a.sql"), _folder.Path));
        Assert.Equal("INVALID_ENCODING", error.ErrorClass);
        Assert.Equal("a.sql:2:12", error.Position!.ToString());
        Assert.Contains("0xE9", error.Message);
    }

    [Fact]
    public void A_directory_or_a_missing_file_is_said_to_be_one()
    {
        Assert.Equal("IS_A_DIRECTORY", Assert.Throws<EdlakeException>(() => NotebookReader.Read(_folder.Path)).ErrorClass);
        Assert.Equal("PATH_NOT_FOUND", Assert.Throws<EdlakeException>(() => NotebookReader.Read(_folder.In("none.sql"))).ErrorClass);
        Assert.Equal("PATH_NOT_FOUND", Assert.Throws<EdlakeException>(() => NotebookReader.ReadSqlFile(_folder.In("none.sql"))).ErrorClass);
    }

    [Fact]
    public void A_plain_SQL_file_is_cut_into_statements()
    {
        _folder.Write("q.sql", "SELECT 1;\n-- words\nSELECT 2;\n");
        var statements = NotebookReader.ReadSqlFile(_folder.In("q.sql"), _folder.Path).Statements();
        Assert.Equal(["q.sql:1:1", "q.sql:3:1"], statements.Select(s => s.Source.PositionOf(0).ToString()));
    }

    private Notebook Read(string file, string text) => NotebookReader.Read(_folder.Write(file, text), _folder.Path);

    private IReadOnlyList<NotebookStatement> Statements(Notebook notebook) =>
        notebook.Statements(path => NotebookReader.Read(path, _folder.Path));
}
