using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Tests.Syntax;

public sealed class ParserErrorTests
{
    [Theory]
    [InlineData("SELEC 1", "[PARSE_SYNTAX_ERROR] Syntax error at or near 'SELEC'. SQLSTATE: 42601", "a.sql:7:1")]
    [InlineData("select a\n  from t\n where", "[PARSE_SYNTAX_ERROR] Syntax error at or near end of input. SQLSTATE: 42601", "a.sql:9:7")]
    [InlineData("select (1 + 2", "[PARSE_SYNTAX_ERROR] Syntax error at or near end of input. SQLSTATE: 42601", "a.sql:7:14")]
    [InlineData("select * from a union all by name select * from b", "[PARSE_SYNTAX_ERROR] Syntax error at or near 'by'. SQLSTATE: 42601", "a.sql:7:27")]
    [InlineData("-- only a comment", "[PARSE_EMPTY_STATEMENT] Syntax error, unexpected empty statement. SQLSTATE: 42617", "a.sql:7:18")]
    [InlineData("select 1 /* open", "[UNCLOSED_BRACKETED_COMMENT] Found an unclosed bracketed comment. SQLSTATE: 42601", "a.sql:7:10")]
    [InlineData("select 1 as été", "[INVALID_IDENTIFIER] The unquoted identifier été is invalid and must be back quoted as: `été`. SQLSTATE: 42602", "a.sql:7:13")]
    [InlineData("with a as (select 1), a as (select 2) select 1", "[DUPLICATED_CTE_NAMES] CTE definition can't have duplicate names: `a`. SQLSTATE: 42602", "a.sql:7:23")]
    [InlineData("select x like 'a' escape 'ab'", "[INVALID_ESC] Found an invalid escape string: 'ab'. The escape string must contain only one character. SQLSTATE: 42604", "a.sql:7:26")]
    [InlineData("select cast(x as array)", "[INCOMPLETE_TYPE_DEFINITION.ARRAY] Incomplete complex type: The definition of \"ARRAY\" type is incomplete. You must provide an element type. For example: \"ARRAY<INT>\". SQLSTATE: 42K01", "a.sql:7:18")]
    [InlineData("select 1 !in (1)", "[SYNTAX_DISCONTINUED.BANG_EQUALS_NOT] Support of the clause or keyword: ! has been discontinued in this context. The '!' keyword is only supported as an alias for the prefix operator 'NOT'. SQLSTATE: 42601", "a.sql:7:10")]
    [InlineData("select foo 'x'", "[UNSUPPORTED_TYPED_LITERAL] Literals of the type \"FOO\" are not supported. Supported types are \"DATE\", \"TIMESTAMP_NTZ\", \"TIMESTAMP_LTZ\", \"TIMESTAMP\", \"INTERVAL\", \"X\". SQLSTATE: 0A000", "a.sql:7:8")]
    [InlineData("select 1 is null = true", "[PARSE_SYNTAX_ERROR] Syntax error at or near '='. SQLSTATE: 42601", "a.sql:7:18")]
    [InlineData("select interval 1 + 1 day", "[PARSE_SYNTAX_ERROR] Syntax error at or near '+'. SQLSTATE: 42601", "a.sql:7:19")]
    [InlineData("merge into t using s on true", "[MERGE_WITHOUT_WHEN] There must be at least one WHEN clause in a MERGE statement. SQLSTATE: 42601", "a.sql:7:29")]
    public void An_error_has_Sparks_class_and_points_at_the_place(string sql, string message, string position)
    {
        var error = Assert.Throws<SqlException>(() => SqlParser.ParseStatement(new SourceText(sql, "a.sql", FirstLine: 7)));
        Assert.Equal(message, error.Message);
        Assert.Equal(position, error.Position!.ToString());
        Assert.Equal(sql.Split('\n')[error.Position.Line - 7], error.Position.LineText);
    }

    [Theory]
    [InlineData("select a version, b timestamp, c values, d range from t timestamp where x")]
    [InlineData("select 1 limit, 2 offset from t limit 3 offset 4")]
    [InlineData("select * from t version as of 3 x join u timestamp as of '2024-01-01' y on x.a = y.a")]
    [InlineData("select * from ((select 1 as a) x join (select 2 as b) y)")]
    [InlineData("select * from (t a) b, (u join v using (k)) w")]
    [InlineData("select * from stream(bronze.payments), stream read_files('p', format => 'csv') r, stream t")]
    [InlineData("create table t (from int, table string, values int, `with` date)")]
    [InlineData("with s as (select 1 as id) update t set a = 1 where id in (select id from s)")]
    public void Words_are_keywords_only_where_the_grammar_wants_one(string sql) => Assert.NotNull(SqlParser.ParseStatement(new SourceText(sql)));
}
