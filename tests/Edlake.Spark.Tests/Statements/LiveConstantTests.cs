using Edlake.Results;
using Edlake.Spark.Connect;
using Edlake.Spark.Statements;

namespace Edlake.Spark.Tests.Statements;

/// <summary>Values that are written into a text, as Spark reads them.</summary>
[Trait("needs", "spark")]
public sealed class LiveConstantTests(LiveSpark spark)
{
    [Fact]
    public async Task Spark_reads_each_as_the_same_value_of_the_same_type()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var session = await spark.OpenAsync();
        await session.SetConfigAsync("spark.sql.session.timeZone", "America/New_York", cancellation);
        await session.SetConfigAsync("spark.sql.variable.substitute", "false", cancellation);
        await using var result = await session.ExecuteAsync(new SqlStatement($"SELECT {string.Join(", ", ConstantSqlTests.Values.Select(ConstantSql.Of))}"), cancellation);
        var row = await result.ReadRowsAsync(cancellation).SingleAsync(cancellation);
        Assert.Equal(ConstantSqlTests.Values.Select(value => value.Type.Sql), result.Schema.Fields.Select(field => field.Type.Sql));
        Assert.Equal(
            ConstantSqlTests.Values.Select(value => SparkText.Of(value.Value, value.Type)),
            row.Select((value, i) => SparkText.Of(value, ConstantSqlTests.Values[i].Type)));
    }
}
