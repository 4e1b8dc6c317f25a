using Edlake.Spark.Reading;
using Edlake.Spark.Reading.Csv;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Spark.Tests.Reading;

/// <summary>Paths, errors and types as they go to Spark and come from it.</summary>
public sealed class SparkTextTests
{
    [Theory]
    [InlineData("/a/b.csv", "/a/b.csv", "file:/a/b.csv")]
    [InlineData("/a b/c%20[1]+&.csv", "/a b/c%20\\[1\\]+&.csv", "file:/a%20b/c%2520%5B1%5D+&.csv")]
    [InlineData("/{x}*?\\#.csv", "/\\{x\\}\\*\\?\\\\#.csv", "file:/%7Bx%7D*%3F%5C%23.csv")]
    [InlineData("/é日.csv", "/é日.csv", "file:/é日.csv")]
    public void A_path_is_read_as_it_is_and_known_again(string path, string read, string told)
    {
        Assert.Equal(read, SparkPath.ToRead(path));
        Assert.Equal(told, SparkPath.InMetadata(path));
    }

    [Fact]
    public void An_error_of_a_read_is_what_it_is_and_a_users_own_stays()
    {
        var own = new SqlException("USER_RAISED_EXCEPTION", "P0001", "edlake: [FAILED_READ_FILE.NO_HINT] Error while reading file dbfs:/a.csv: bad\nline SQLSTATE: KD001", new SourceSpan(3, 4));
        var raised = RaisedErrors.Of(own)!;
        Assert.Equal(("FAILED_READ_FILE.NO_HINT", "KD001", "Error while reading file dbfs:/a.csv: bad\nline"), (raised.ErrorClass, raised.SqlState, raised.Text));
        Assert.Null(RaisedErrors.Of(new SqlException("USER_RAISED_EXCEPTION", "P0001", "[FAILED_READ_FILE.NO_HINT] mine SQLSTATE: KD001")));
        Assert.Null(RaisedErrors.Of(new SqlException("DIVIDE_BY_ZERO", "22012", own.Text)));
    }

    [Theory]
    [InlineData("INT", "BIGINT", "BIGINT")]
    [InlineData("DECIMAL(20,0)", "INT", "DECIMAL(20,0)")]
    [InlineData("DECIMAL(20,0)", "DECIMAL(25,0)", "DECIMAL(25,0)")]
    [InlineData("DOUBLE", "DECIMAL(20,0)", "DOUBLE")]
    [InlineData("DATE", "TIMESTAMP", "TIMESTAMP")]
    [InlineData("DATE", "INT", "STRING")]
    [InlineData("BOOLEAN", "BOOLEAN", "BOOLEAN")]
    [InlineData(null, "INT", "INT")]
    [InlineData(null, null, "STRING")]
    public void A_column_has_the_type_that_takes_the_values_of_all_files(string? left, string? right, string expected)
    {
        SparkType? Type(string? text) => text is null ? null : TypeSyntax.ParseSchema($"c {text}").Fields[0].Type;
        Assert.Equal(expected, CsvTypes.Common([Type(left), Type(right)]).Sql);
        Assert.Equal(expected, CsvTypes.Common([Type(right), Type(left)]).Sql);
    }
}
