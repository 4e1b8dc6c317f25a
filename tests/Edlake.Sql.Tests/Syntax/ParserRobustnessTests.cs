using System.Diagnostics;
using System.Text;
using CsCheck;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Tests.Syntax;

public sealed class ParserRobustnessTests
{
    private static readonly string[] Pieces = (
        "select from where group by order having limit with as ( ) ( ) , . * = <> < > + - / % | || |> -> => :: : ; @ ! ? [ ] and or not in is null like between "
        + "case when then else end cast interval day date insert into values update set delete merge using on matched create table view alter add column drop "
        + "describe show use explain copy fileformat restore version of timestamp vacuum optimize zorder pivot unpivot for lateral explode join left outer cross natural "
        + "tablesample percent rows over partition range unbounded preceding window union all except intersect identifier declare execute immediate begin widget "
        + "struct array map < > 1 2.5 1e9 99999999999 'x' \"y\" `q` a b t :p x'ff' r'\\' '\\U99999999' /* */ -- \n default exists trim extract true decimal stream function returns return grant on to show grants identity generated references constraint").Split(' ');

    [Fact]
    public void A_soup_of_tokens_ends_in_a_tree_or_an_SqlException() =>
        Gen.Select(Gen.OneOf("", "select ", "select * from ", "create table t "), Gen.OneOf(Pieces).List[1, 40])
            .Sample((start, words) => ParsesOrRefuses(start + string.Join(' ', words)), iter: 20_000);

    [Fact]
    public void A_soup_of_characters_ends_in_a_tree_or_an_SqlException() =>
        Gen.String[Gen.OneOf(Gen.Char[' ', '~'], Gen.OneOf('\'', '"', '`', '\\', '\n', 'é', '\0', '\uD83D')), 0, 60].Sample(ParsesOrRefuses, iter: 10_000);

    [Fact]
    public void A_statement_of_Spark_with_tokens_lost_doubled_or_swapped_ends_in_a_tree_or_an_SqlException()
    {
        var statements = SparkCorpus.Load().Select(entry => entry.Sql.Split(' ')).ToArray();
        Gen.Select(Gen.OneOf(statements), Gen.Int[0, 10_000], Gen.Int[0, 10_000], Gen.Int[0, 3]).Sample(
            (words, a, b, what) =>
            {
                var changed = words.ToList();
                (a, b) = (a % changed.Count, b % changed.Count);
                if (what == 0)
                    changed.RemoveAt(a);
                else if (what == 1)
                    changed.Insert(a, changed[b]);
                else if (what == 2)
                    (changed[a], changed[b]) = (changed[b], changed[a]);
                else
                    changed = changed[..a];
                ParsesOrRefuses(string.Join(' ', changed));
            },
            iter: 10_000);
    }

    [Theory]
    [InlineData("select {0}1{1}", "(", ")")]
    [InlineData("select * from {0}t{1}", "(", ")")]
    [InlineData("{0}select 1{1}", "(", ")")]
    [InlineData("select {0}a{1}", "f(", ")")]
    [InlineData("select {0}1{1}", "case when ", " then 1 end")]
    [InlineData("select {0}1", "- ", "")]
    [InlineData("select {0}true", "not ", "")]
    [InlineData("select * from {0}t{1}", "(select * from ", ")")]
    [InlineData("select cast(a as {0}int{1})", "array<", ">")]
    [InlineData("select a{0}", "[0]", "")]
    [InlineData("select a{0}", " + 1", "")]
    [InlineData("select 1{0}", " union all select 1", "")]
    [InlineData("select * from t{0}", ", t", "")]
    [InlineData("{0}select 1", "explain ", "")]
    public void Nesting_of_any_kind_is_refused_before_the_stack_ends(string frame, string open, string close)
    {
        const int Depth = 20_000;
        var sql = string.Format(System.Globalization.CultureInfo.InvariantCulture, frame, Repeat(open, Depth), Repeat(close, Depth));
        SqlException? error = null;
        var thread = new Thread(() => error = Record.Exception(() => SqlParser.ParseStatement(new SourceText(sql))) as SqlException, maxStackSize: 1 << 20);
        thread.Start();
        thread.Join();
        Assert.Equal("FAILED_TO_PARSE_TOO_COMPLEX", error?.ErrorClass);
    }

    [Theory]
    [InlineData("select {0}1{1}", "(", ")")]
    [InlineData("select * from {0}t{1}", "(select * from ", ")")]
    [InlineData("select {0}1{1}", "case when a then ", " end")]
    public void Nesting_that_people_write_parses_on_a_small_stack(string frame, string open, string close)
    {
        var sql = string.Format(System.Globalization.CultureInfo.InvariantCulture, frame, Repeat(open, 60), Repeat(close, 60));
        Exception? error = null;
        var thread = new Thread(() => error = Record.Exception(() => SqlParser.ParseStatement(new SourceText(sql))), maxStackSize: 1 << 20);
        thread.Start();
        thread.Join();
        Assert.Null(error);
    }

    [Fact]
    public void Twenty_thousand_conditions_joined_by_OR_stay_shallow()
    {
        var sql = "a = 0" + Repeat(" or a = 1", 20_000);
        var expression = SqlParser.ParseExpression(new SourceText(sql));
        Assert.InRange(Depth(expression), 2, 17);
    }

    [Fact]
    public void Five_megabytes_of_VALUES_parse_in_seconds()
    {
        var sql = new StringBuilder("insert into t values (0, 'x', 1.5)");
        while (sql.Length < 5_000_000)
            sql.Append(",\n(").Append(sql.Length).Append(", 'some text', DATE'2024-01-01')");
        var time = Stopwatch.StartNew();
        var insert = Assert.IsType<InsertStatement>(SqlParser.ParseStatement(new SourceText(sql.ToString())));
        Assert.True(((ValuesBody)insert.Source.Body).Rows.Count > 100_000);
        Assert.True(time.Elapsed < TimeSpan.FromSeconds(20), time.Elapsed.ToString());
    }

    [Fact]
    public void A_script_of_many_statements_is_cut_in_linear_time()
    {
        var time = Stopwatch.StartNew();
        Assert.Equal(100_000, StatementSplitter.Split(new SourceText(Repeat("select 1 as a, 'x;y';\n", 100_000))).Count);
        Assert.True(time.Elapsed < TimeSpan.FromSeconds(10), time.Elapsed.ToString());
    }

    private static int Depth(Expression expression) =>
        expression is BinaryExpression { Operator: "or" } or ? 1 + Math.Max(Depth(or.Left), Depth(or.Right)) : 1;

    private static string Repeat(string text, int count) => new StringBuilder().Insert(0, text, count).ToString();

    private static void ParsesOrRefuses(string sql)
    {
        var error = Record.Exception(() => SqlParser.ParseScript(new SourceText(sql, "soup.sql")));
        if (error is null)
            return;
        var refused = Assert.IsType<SqlException>(error);
        Assert.NotNull(refused.Position);
        Assert.Equal("soup.sql", refused.Position.File);
        Assert.NotEmpty(refused.ErrorClass);
    }
}
