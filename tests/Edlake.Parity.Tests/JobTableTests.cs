using Edlake.Parity.Tests.Tables;

namespace Edlake.Parity.Tests;

/// <summary>The tables of the job on the sample data, as real Spark opens them.</summary>
[Trait("needs", "spark")]
public sealed class JobTableTests(ParityFixture fixture)
{
    [Fact]
    public void Spark_sees_the_rows_and_columns_that_Edlake_sees()
    {
        var edlake = fixture.Edlake;
        Assert.True(fixture.JobTables.Count >= 25, $"The job wrote {fixture.JobTables.Count} tables.");
        Report.Same([.. fixture.JobTables.Select(folder => TableComparison.OfRows(fixture.Spark(Questions.Rows(folder)), edlake.Run(Questions.Rows(folder))))]);
    }

    [Fact]
    public void Spark_sees_the_comments_properties_constraints_and_partitions_that_Edlake_sees()
    {
        var edlake = fixture.Edlake;
        Report.Same([.. fixture.JobTables.Select(folder => TableComparison.OfDetail(fixture.Spark(Questions.Detail(folder)), edlake.Run(Questions.Detail(folder))))]);
    }
}
