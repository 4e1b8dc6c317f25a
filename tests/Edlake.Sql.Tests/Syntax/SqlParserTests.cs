using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Tests.Syntax;

public sealed class SqlParserTests
{
    [Theory]
    [InlineData("select a, b c from t where a > 1 and b like 'x%' group by all having count(*) > 1 order by a desc nulls last limit 3")]
    [InlineData("with a as (select 1 as x) select * except (x) from a left join b using (x) cross join c")]
    [InlineData("insert into identifier(:s || '.t') by name select * from read_files('p', format => 'csv', `a.b` => 1)")]
    [InlineData("merge into t using s on t.id = s.id when matched and s.x > 1 then update set * when not matched then insert (a, b) values (1, 2) when not matched by source then delete")]
    [InlineData("create or replace table a.b (id int not null comment 'k', d decimal(10, 2)) using delta comment 'c' tblproperties ('a.b' = 'c', d.e = 1)")]
    [InlineData("select case when x then 1 else 2 end, cast(a as array<struct<b: int, c: map<string, int>>>), date '2024-01-01' + interval 1 day from t")]
    [InlineData("select row_number() over (partition by a order by b rows between 1 preceding and current row) from t")]
    [InlineData("select transform(a, (x, i) -> x + i), b[0].c, d:e.f from t lateral view outer explode(a) v as q")]
    [InlineData("copy into t from (select a from '/p') fileformat = csv format_options ('header' = 'true') copy_options ('force' = 'true')")]
    [InlineData("from t |> where a > 1 |> aggregate sum(b) as s group by c |> order by s")]
    public void Statements_of_every_kind_parse(string sql) => Assert.NotNull(SqlParser.ParseStatement(new SourceText(sql)));

    [Fact]
    public void A_syntax_error_points_into_the_notebook()
    {
        var source = new SourceText("select 1\nfrom t where", "notebooks/a.sql", FirstLine: 10);
        var error = Assert.Throws<SqlException>(() => SqlParser.ParseStatement(source));
        Assert.Equal("PARSE_SYNTAX_ERROR", error.ErrorClass);
        Assert.Equal(11, error.Position!.Line);
        Assert.Equal("notebooks/a.sql", error.Position.File);
    }

    [Fact]
    public void A_script_is_cut_at_semicolons_outside_quotes_and_comments()
    {
        var parts = StatementSplitter.Split(new SourceText("select ';' as a; -- x;\n /* ; */ select 2;;"));
        Assert.Equal(["select ';' as a", "select 2"], parts.Select(part => part.Text));
        Assert.Equal(2, parts[1].FirstLine);
    }

    [Fact]
    public void Nesting_past_any_reason_is_an_error_and_no_crash()
    {
        var sql = "select " + new string('(', 5000) + "1" + new string(')', 5000);
        Assert.Equal("FAILED_TO_PARSE_TOO_COMPLEX", Assert.Throws<SqlException>(() => SqlParser.ParseStatement(new SourceText(sql))).ErrorClass);
    }
}
