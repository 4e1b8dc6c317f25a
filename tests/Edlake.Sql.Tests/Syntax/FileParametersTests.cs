using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Tests.Syntax;

/// <summary><c>{{name}}</c> in a SQL file task.</summary>
public sealed class FileParametersTests
{
    private static readonly Dictionary<string, string> Values = new(StringComparer.OrdinalIgnoreCase) { ["catalog"] = "main", ["who"] = "O'Hara \\ Co" };

    [Theory]
    [InlineData("select {{catalog}}", "select 'main'")]
    [InlineData("select {{ who }}", @"select 'O\'Hara \\ Co'")]
    [InlineData("use catalog `{{catalog}}`", "use catalog `main`")]
    [InlineData("use identifier({{catalog}})", "use identifier('main')")]
    [InlineData("select 'in {{catalog}}', {{catalog}}", "select 'in main', 'main'")]
    [InlineData(@"select 'it\'s {{catalog}}', {{catalog}}", @"select 'it\'s main', 'main'")]
    [InlineData("select 1 -- {{catalog}}\n, {{catalog}}", "select 1 -- {{catalog}}\n, 'main'")]
    [InlineData("select /* {{none}} */ 1", "select /* {{none}} */ 1")]
    [InlineData("select 1", "select 1")]
    public void A_parameter_is_a_literal_or_bare_text_by_where_it_stands(string written, string made) =>
        Assert.Equal(made, FileParameters.Substitute(new SourceText(written), Values.GetValueOrDefault).Text);

    [Fact]
    public void An_error_behind_a_parameter_stands_where_it_was_written()
    {
        var made = FileParameters.Substitute(new SourceText("select {{catalog}}, x", "a.sql"), Values.GetValueOrDefault);
        Assert.Equal("a.sql:1:21", made.PositionOf(made.Text.IndexOf('x', StringComparison.Ordinal)).ToString());
    }

    [Fact]
    public void A_name_without_a_value_is_refused_where_it_stands()
    {
        var error = Assert.Throws<SqlException>(() => FileParameters.Substitute(new SourceText("select 1,\n {{none}}", "a.sql"), Values.GetValueOrDefault));
        Assert.Equal("UNBOUND_SQL_PARAMETER", error.ErrorClass);
        Assert.Equal("a.sql:2:2", error.Position?.ToString());
    }
}
