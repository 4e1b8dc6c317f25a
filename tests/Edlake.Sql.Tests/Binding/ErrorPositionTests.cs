using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Tests.Binding;

public sealed class ErrorPositionTests
{
    private readonly FakeSession _session = new();

    [Theory]
    [InlineData("SELECT 1,\n       nosuch\nFROM t", "UNRESOLVED_COLUMN.WITH_SUGGESTION", 12, 8)]
    [InlineData("SELECT *\nFROM missing", "TABLE_OR_VIEW_NOT_FOUND", 12, 6)]
    [InlineData("SELECT a FROM t WHERE\n  nosuchfunction(a) = 1", "UNRESOLVED_ROUTINE", 12, 3)]
    [InlineData("SELECT a FROM t\nUNION ALL SELECT a, a FROM t", "NUM_COLUMNS_MISMATCH", 11, 5)]
    [InlineData("INSERT INTO t (a,\n b) VALUES (1, 2)", "UNRESOLVED_COLUMN.WITH_SUGGESTION", 12, 2)]
    public void An_error_points_into_the_notebook(string sql, string errorClass, int line, int column)
    {
        _session.Run("CREATE TABLE t (a INT) USING delta");
        var error = Assert.Throws<SqlException>(() => _session.Run(new SourceText(sql, "gold/revenue.sql", 11, 5)));
        Assert.Equal(errorClass, error.ErrorClass);
        Assert.Equal($"gold/revenue.sql:{line}:{column}", error.Position?.ToString());
    }

    [Fact]
    public void Suggestions_come_nearest_first()
    {
        _session.Run("CREATE TABLE people (id INT, name STRING, naem INT) USING delta");
        var error = Assert.Throws<SqlException>(() => _session.Run("SELECT nam FROM people"));
        Assert.Contains("[`name`, `naem`, `id`]", error.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_within_a_view_is_still_an_error_of_the_statement()
    {
        _session.Run("CREATE TABLE base (a INT, b INT) USING delta");
        _session.Run("CREATE VIEW v AS SELECT a, b FROM base");
        _session.Run("DROP TABLE base");
        var error = Assert.Throws<SqlException>(() => _session.Run("SELECT 1 AS one,\n 2 AS two, x.* FROM v x"));
        Assert.Equal("TABLE_OR_VIEW_NOT_FOUND", error.ErrorClass);
        Assert.Equal("default.v:1:18", error.Position?.ToString());
    }

    [Fact]
    public void A_view_that_contains_itself_is_refused()
    {
        _session.Catalog.Put(new ViewEntry(_session.Catalog.FullName(["loop"]), "SELECT * FROM loop", [], "spark_catalog", "default"));
        Assert.Equal("RECURSIVE_VIEW", Assert.Throws<SqlException>(() => _session.Run("SELECT * FROM loop")).ErrorClass);
    }
}
