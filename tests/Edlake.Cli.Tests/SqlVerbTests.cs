using Edlake.EndToEnd.Workbench;

namespace Edlake.Cli.Tests;

/// <summary>`edlake sql`: forms of the answer, errors, exit codes.</summary>
public sealed class SqlVerbTests : IDisposable
{
    private const string Query = "select * from values (1, 'a,b', 2.50BD, cast(null as string)), (2, '', 0.00BD, 'x') as t(id, name, price, note)";

    private readonly SmallBundle _bundle = new SmallBundle().With("none", "select 1;");

    [Theory]
    [InlineData("csv", "id,name,price,note\n1,\"a,b\",2.50,\n2,\"\",0.00,x\n")]
    [InlineData("json", "[{\"id\":1,\"name\":\"a,b\",\"price\":2.50,\"note\":null},\n {\"id\":2,\"name\":\"\",\"price\":0.00,\"note\":\"x\"}]\n")]
    public async Task Rows_come_in_the_form_asked_for(string format, string expected)
    {
        var answer = (await Sql(Query, "--format", format)).Well();
        Assert.Equal(expected, answer.Out.ReplaceLineEndings("\n"));
        Assert.Empty(answer.Error);
    }

    [Fact]
    public async Task A_table_for_people_has_no_colour_codes_where_nobody_watches()
    {
        var answer = (await Sql(Query)).Well();
        Assert.Contains("a,b", answer.Out, StringComparison.Ordinal);
        Assert.Contains("NULL", answer.Out, StringComparison.Ordinal);
        Assert.Contains("2 rows", answer.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b", answer.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_lines_go_on_after_an_error_in_the_same_session_and_the_exit_code_tells_of_it()
    {
        var answer = (await Sql("declare x int default 7; select 1 / 0 as q; select x as kept", "--format", "jsonl")).With(1);

        var lines = answer.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Contains("\"error\":\"[DIVIDE_BY_ZERO]", lines[1], StringComparison.Ordinal);
        Assert.Contains("22012", lines[1], StringComparison.Ordinal);
        Assert.Contains("\"rows\":[[\"7\"]]", lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_forms_stop_at_the_first_error_with_the_line_and_a_caret()
    {
        var answer = (await Sql("create table t as select 1 as a;\nselect b from t;\ncreate table never as select 1 as a")).With(1);

        Assert.Contains("[UNRESOLVED_COLUMN.WITH_SUGGESTION]", answer.Error, StringComparison.Ordinal);
        Assert.Contains("2 | select b from t", answer.Error, StringComparison.Ordinal);
        Assert.Contains("  |        ^", answer.Error, StringComparison.Ordinal);
        Assert.Equal(["default.t"], (await _bundle.Lake.Rows("show tables")).Select(row => string.Join('.', row.Split('|')[..2])));
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_a_statement_that_failed()
    {
        var answer = (await Sql("select * from read_files('nowhere', format => 'csv')")).With(1);
        Assert.Contains("[PATH_NOT_FOUND]", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_of_statements_takes_parameters()
    {
        var file = _bundle.Lake.Write("q.sql", "select :n * 2 as n;\nselect '${n}' as text;");
        var answer = (await _bundle.Lake.Edlake("sql", "-f", file, "--param", "n=21", "--format", "csv")).Well();
        Assert.Equal("n\n42\ntext\n21\n", answer.Out.ReplaceLineEndings("\n").Replace("42.0", "42", StringComparison.Ordinal));
    }

    public void Dispose() => _bundle.Dispose();

    private Task<Answer> Sql(string text, params string[] options) => _bundle.Lake.Edlake(["sql", text, .. options]);
}
