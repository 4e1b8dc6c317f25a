using Edlake.DuckDb;
using Edlake.Engines;
using Edlake.Spark.Connect;

namespace Edlake.Spark.Tests.Engine;

/// <summary>What a session keeps, and the values of answers, by both engines.</summary>
[Trait("needs", "spark")]
public sealed class QueryTests(LiveSpark spark) : IDisposable
{
    private static readonly string[] Script =
    [
        "SET TIME ZONE 'America/New_York'",
        "SELECT CAST(TIMESTAMP '2026-07-01T12:00:00Z' AS STRING), current_timezone(), hour(TIMESTAMP '2026-07-01T12:00:00Z'), now() = current_timestamp(), current_schema()",
        "DECLARE VARIABLE d DECIMAL(10, 2) DEFAULT 1.50",
        "DECLARE VARIABLE day DATE",
        "SET VAR day = (SELECT max(x) FROM VALUES (DATE '2026-01-01'), (DATE '2026-02-03') AS t(x))",
        "SELECT d * 2, session.day, typeof(d)",
        "CREATE TEMPORARY VIEW v(x) AS SELECT id * d FROM range(4)",
        "SELECT sum(x), count(*) FROM v WHERE v.x > 1",
        "SELECT array(1, NULL), map('a', 1), named_struct('x', 1.5, 'y', array('z')), X'00ff', INTERVAL '1 02:03:04' DAY TO SECOND, INTERVAL '1-2' YEAR TO MONTH",
        "SELECT 0.1D + 0.2D, CAST('-Infinity' AS FLOAT), -0.0D, 12345678901234567890.123456789BD, 1Y, CAST(NULL AS TIMESTAMP_NTZ), TIMESTAMP_NTZ '1969-12-31 23:59:59.999999'",
        "EXECUTE IMMEDIATE 'SELECT ? + 1, upper(?)' USING 41, 'x'",
        "EXECUTE IMMEDIATE 'SELECT day + INTERVAL 1 DAY' INTO day",
        "SELECT day, :given",
        "SELECT 1 AS a UNION ALL SELECT 2 ORDER BY a DESC LIMIT 1",
    ];

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Both_engines_answer_alike_and_keep_what_a_session_sets()
    {
        using var embedded = new EngineSide(_folder.In("a"), new DuckDbEngine(new EngineSettings(null, 1, _folder.In("spill"))));
        using var own = new EngineSide(_folder.In("b"), new SparkEngine(SparkConnectionString.Parse(spark.Address)));
        foreach (var side in new[] { embedded, own })
            side.Session.SetParameters(new Dictionary<string, string> { ["given"] = "it's \\ ${not} a parameter" });
        var answers = Script.Select(sql => (sql, Embedded: embedded.Run(sql, CancellationToken.None).Rows, Spark: own.Run(sql, CancellationToken.None).Rows)).ToList();
        Assert.All(answers, answer => Assert.Equal((answer.sql, answer.Embedded), (answer.sql, answer.Spark)));
    }

    public void Dispose() => _folder.Dispose();
}
