using Edlake.DuckDb;
using Edlake.Engines;
using Edlake.Spark.Statements;
using Edlake.Spark.Tests.Engine;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Tests.Statements;

/// <summary>The texts that Spark is sent, without Spark.</summary>
public sealed class StatementTextTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly EngineSide _side;
    private readonly StatementText _text = new(new FakeRelations());

    public StatementTextTests()
    {
        _side = new EngineSide(_folder.In("ws"), new DuckDbEngine(new EngineSettings(null, 1, _folder.In("spill"))));
        Run("CREATE SCHEMA gold");
        Run("CREATE SCHEMA old");
        Run("CREATE TABLE gold.t (a INT, b STRING, day DATE)");
        Run("CREATE TABLE old.t (a INT)");
        Run("CREATE VIEW gold.v(k) AS SELECT a FROM gold.t WHERE day < DATE '2026-01-01' -- the rest is open");
        Run("CREATE TEMPORARY VIEW plain AS SELECT * FROM gold.v");
        Run("DECLARE VARIABLE n INT DEFAULT -7");
        Run("DECLARE VARIABLE d DATE DEFAULT DATE '2026-02-03'");
        _side.Session.SetParameters(new Dictionary<string, string> { ["s"] = "gold", ["text"] = "it's \\ 5" });
    }

    [Theory]
    [InlineData("SELECT a FROM gold.t", "SELECT a FROM <gold.t> AS `t`")]
    [InlineData("SELECT x.a FROM gold.t AS x, gold.t y", "SELECT x.a FROM <gold.t> AS x, <gold.t> y")]
    [InlineData("SELECT a FROM gold.t VERSION AS OF 0 WHERE a > 1", "SELECT a FROM <gold.t@0> AS `t` WHERE a > 1")]
    [InlineData("SELECT a FROM gold.t TABLESAMPLE (5 ROWS)", "SELECT a FROM <gold.t> TABLESAMPLE (5 ROWS) AS `t`")]
    [InlineData("TABLE gold.t", "SELECT * FROM <gold.t>")]
    [InlineData("SELECT a FROM IDENTIFIER(:s || '.t') -- :s", "SELECT a FROM <gold.t> AS `t` -- :s")]
    [InlineData("SELECT gold.t.a, gold.t.* FROM gold.t", "SELECT `t`.a, `t`.* FROM <gold.t> AS `t`")]
    [InlineData("SELECT gold.t.a, old.t.a FROM gold.t, old.t", "SELECT `spark_catalog.gold.t`.a, `spark_catalog.old.t`.a FROM <gold.t> AS `spark_catalog.gold.t`, <old.t> AS `spark_catalog.old.t`")]
    [InlineData("SELECT a - n, :text FROM gold.t", "SELECT a - (-7), 'it\\'s \\\\ 5' FROM <gold.t> AS `t`")]
    [InlineData("SELECT d, session.d, IDENTIFIER('a') FROM gold.t", "SELECT DATE '2026-02-03', DATE '2026-02-03', `a` FROM <gold.t> AS `t`")]
    [InlineData("SELECT * FROM plain p", "SELECT * FROM (SELECT * FROM (SELECT * FROM (SELECT a FROM <gold.t> AS `t` WHERE day < DATE '2026-01-01'\n) AS `v`(`k`)) AS `v`\n) p")]
    [InlineData("SELECT *, _metadata.file_name FROM read_files('/raw', format => 'csv', schema => 'a STRING') f", "SELECT * EXCEPT (`f`.`_metadata`), _metadata.file_name FROM <files /raw> f")]
    [InlineData("SELECT f.* EXCEPT (a), 1 AS one FROM read_files('/raw', format => 'csv', schema => 'a STRING, b STRING') f", "SELECT f.* EXCEPT (a, `f`.`_metadata`), 1 AS one FROM <files /raw> f")]
    [InlineData("SELECT to_json(struct(*)), count(*), _metadata.file_name FROM read_files('/raw', format => 'csv', schema => 'a STRING') f GROUP BY ALL", "SELECT to_json(struct(* EXCEPT (`f`.`_metadata`))), count(*), _metadata.file_name FROM <files /raw> f GROUP BY ALL")]
    [InlineData("SELECT * EXCEPT (gold.t.a, y.b) FROM gold.t, gold.t y", "SELECT * EXCEPT (`t`.a, y.b) FROM <gold.t> AS `t`, <gold.t> y")]
    public void A_query_keeps_its_text_but_for_what_only_the_session_knows(string sql, string expected)
    {
        var bound = (BoundQuery)_side.Session.Bind(new SourceText(sql));
        Assert.Equal(expected, _text.Query(bound.Relation, bound).Text);
    }

    [Theory]
    [InlineData("INSERT INTO gold.t (a, b) SELECT a, 'x' FROM gold.t", "INSERT INTO <new> (a, b) SELECT a, 'x' FROM <gold.t> AS `t`")]
    [InlineData("WITH q AS (SELECT n AS a) INSERT OVERWRITE gold.t BY NAME TABLE q", "WITH q AS (SELECT (-7) AS a) INSERT OVERWRITE <new> BY NAME TABLE q")]
    [InlineData("INSERT WITH SCHEMA EVOLUTION INTO gold.t BY NAME SELECT 1 AS a, 2 AS z", "INSERT  INTO <new> BY NAME SELECT 1 AS a, 2 AS z")]
    [InlineData("UPDATE gold.t SET a = n WHERE t.b = 'x'", "UPDATE <new> AS `t` SET a = (-7) WHERE t.b = 'x'")]
    [InlineData("UPDATE gold.t SET gold.t.a = 1", "UPDATE <new> AS `t` SET `t`.a = 1")]
    [InlineData("DELETE FROM gold.t x WHERE x.a = 1", "DELETE FROM <new> x WHERE x.a = 1")]
    [InlineData("MERGE INTO gold.t USING old.t AS s ON gold.t.a = s.a WHEN MATCHED THEN DELETE", "MERGE INTO <new> AS `t` USING (SELECT * FROM <old.t>) AS s ON `t`.a = s.a WHEN MATCHED THEN DELETE")]
    public void A_write_goes_to_another_table(string sql, string expected) =>
        Assert.Equal(expected, _text.Write(_side.Session.Bind(new SourceText(sql)), "<new>").Text);

    [Fact]
    public void The_rows_of_a_new_table_are_an_insert_of_the_query_alone()
    {
        var create = (BoundCreateTableAs)_side.Session.Bind(new SourceText("CREATE TABLE gold.made COMMENT 'SELECT' AS SELECT a FROM gold.t"));
        Assert.Equal("INSERT INTO <new> SELECT a FROM <gold.t> AS `t`", _text.InsertOf(create, "<new>").Text);
    }

    [Fact]
    public void What_open_source_Spark_cannot_read_is_refused_by_name_at_its_place()
    {
        var source = new SourceText("CREATE TABLE gold.first AS\nSELECT a FROM gold.t\nQUALIFY row_number() OVER (ORDER BY a) = 1");
        var error = Assert.Throws<SqlException>(() => UnknownClauses.Refuse(_side.Session.Bind(source))).At(source);
        Assert.Equal(("UNSUPPORTED_FEATURE", 3), (error.ErrorClass, error.Position!.Line));
        Assert.Contains("QUALIFY", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_now_of_a_statement_is_one_instant()
    {
        var bound = (BoundQuery)_side.Session.Bind(new SourceText("SELECT now(), current_date"));
        var now = _side.Session.State.NowMicros;
        var day = DateTimeOffset.UnixEpoch.AddTicks(now * 10).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var text = _text.Query(bound.Relation, bound).Text;
        Assert.StartsWith($"SELECT TIMESTAMP '{day}T", text, StringComparison.Ordinal);
        Assert.Contains($", CAST(TIMESTAMP '{day}T", text, StringComparison.Ordinal);
        Assert.EndsWith("Z' AS DATE)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_in_the_text_that_is_sent_leads_back_to_the_users_own()
    {
        const string Sql = "SELECT gold.t.a\nFROM gold.t\nWHERE b = missing";
        var source = new SourceText("SELECT gold.t.a\nFROM gold.t\nWHERE b = b", "job.sql", 10, 3);
        var bound = (BoundQuery)_side.Session.Bind(source);
        var sent = _text.Query(bound.Relation, bound);
        var place = sent.PositionOf(sent.Text.LastIndexOf("= b", StringComparison.Ordinal) + 2);
        Assert.Equal(("job.sql", 12, Sql.Split('\n')[2].IndexOf("missing", StringComparison.Ordinal) + 1), (place.File, place.Line, place.Column));
        Assert.Equal(11, sent.PositionOf(sent.Text.IndexOf("<gold.t>", StringComparison.Ordinal) + 3).Line);
    }

    [Fact]
    public void A_variables_value_is_asked_with_its_type()
    {
        var bound = (BoundCommand)_side.Session.Bind(new SourceText("SET VAR n = (SELECT max(a) FROM gold.t)"));
        var value = bound.Expressions[0];
        var query = new BoundProject(new BoundOneRow(), [(new BoundColumn(1, "value", value.Type, true), value)]);
        Assert.Equal("SELECT CAST((SELECT max(a) FROM <gold.t> AS `t`)\n AS INT)", _text.Query(query, bound).Text);
    }

    public void Dispose()
    {
        _side.Dispose();
        _folder.Dispose();
    }

    private void Run(string sql) => _side.Run(sql, CancellationToken.None);
}
