using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Tests.Syntax;

public sealed class LegacyParametersTests
{
    private static string? Value(string name) => name switch
    {
        "schema" => "bronze",
        "day" => "2024-01-01",
        "spark.sql.warehouse.dir" => "/w",
        "lines" => "1\n+ 2",
        _ => null,
    };

    [Theory]
    [InlineData("select * from ${schema}.t where d = '${day}'", "select * from bronze.t where d = '2024-01-01'")]
    [InlineData("select * from json.`${spark.sql.warehouse.dir}/x`", "select * from json.`/w/x`")]
    [InlineData("select '\\${schema}'", "select '${schema}'")]
    [InlineData("select '$schema' , '${'", "select '$schema' , '${'")]
    [InlineData("select 1", "select 1")]
    public void Names_are_replaced_by_their_values_in_quotes_too(string text, string meant) =>
        Assert.Equal(meant, LegacyParameters.Substitute(new SourceText(text), Value).Text);

    [Fact]
    public void An_error_after_a_replacement_points_into_the_text_as_written()
    {
        var written = new SourceText("select ${lines}, '${day}';\nselect ${schema} from t where )", "n.sql", FirstLine: 10);
        var made = LegacyParameters.Substitute(written, Value);
        var statements = StatementSplitter.Split(made);
        var error = Assert.Throws<SqlException>(() => SqlParser.ParseStatement(statements[1]));
        Assert.Equal("select bronze from t where )", statements[1].Text);
        Assert.Equal("n.sql:11:31", error.Position!.ToString());
        Assert.Equal("select ${schema} from t where )", error.Position.LineText);
    }

    [Fact]
    public void A_name_without_a_value_is_an_error_at_its_place()
    {
        var error = Assert.Throws<SqlException>(() => LegacyParameters.Substitute(new SourceText("select 1,\n ${nope}", "n.sql"), Value));
        Assert.Equal(("UNBOUND_SQL_PARAMETER", "n.sql:2:2"), (error.ErrorClass, error.Position!.ToString()));
    }
}
