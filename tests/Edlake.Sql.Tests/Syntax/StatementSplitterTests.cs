using CsCheck;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Tests.Syntax;

public sealed class StatementSplitterTests
{
    private static readonly Gen<string> Statements = Gen.OneOf(
        "select 1", "select ';'", "select \"a;b\" as `c;d`", "select 1 -- no; end\n + 2", "select /* ; /* ; */ ; */ 3", "select r'\\;'", "select 'it\\';s'",
        "begin select 1; if x then select case when a then b end; end if; end", "set a = b");

    private static readonly Gen<string> Gaps = Gen.OneOf(";", ";\n", " ;\n\n  ", ";;", "; -- comment;\n", ";/* ; */", ";\r\n");

    [Fact]
    public void Statements_that_were_joined_come_apart_again_at_their_places() =>
        Gen.Select(Statements, Gaps).List[1, 12].Sample(parts =>
        {
            var script = new SourceText(string.Concat(parts.Select(part => part.Item1 + part.Item2)), "a.sql", 5, 3);
            var split = StatementSplitter.Split(script);
            Assert.Equal(parts.Select(part => part.Item1), split.Select(statement => statement.Text));
            var from = 0;
            foreach (var statement in split)
            {
                from = script.Text.IndexOf(statement.Text, from, StringComparison.Ordinal);
                Assert.Equal(script.PositionOf(from) with { LineText = null }, new SourcePosition(statement.File, statement.FirstLine, statement.FirstColumn));
                from += statement.Text.Length;
            }
        });

    [Theory]
    [InlineData("")]
    [InlineData(" ;; -- nothing\n ; /* at all */")]
    public void Comments_and_semicolons_alone_are_no_statement(string script) => Assert.Empty(StatementSplitter.Split(new SourceText(script)));

    [Fact]
    public void A_bare_BEGIN_is_a_statement_of_its_own() =>
        Assert.Equal(["begin", "select 1", "begin transaction", "select 2"],
            StatementSplitter.Split(new SourceText("begin; select 1; begin transaction; select 2")).Select(part => part.Text));

    [Fact]
    public void An_unclosed_string_is_reported_where_it_opens()
    {
        var error = Assert.Throws<SqlException>(() => StatementSplitter.Split(new SourceText("select 1;\nselect 'a; b", "n.sql", FirstLine: 4)));
        Assert.Equal(("PARSE_SYNTAX_ERROR", "n.sql:5:8"), (error.ErrorClass, error.Position!.ToString()));
    }
}
