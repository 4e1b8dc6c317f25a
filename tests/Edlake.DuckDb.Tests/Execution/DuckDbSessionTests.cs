using Edlake.DuckDb.Execution;
using Edlake.Engines;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Tests.Execution;

public sealed class DuckDbSessionTests : IDisposable
{
    private readonly DuckDbInstance _instance = new(new EngineSettings(512L << 20, 2, Path.GetTempPath()));

    public void Dispose() => _instance.Dispose();

    [Fact]
    public void An_error_of_a_NET_function_keeps_its_class_and_state()
    {
        using var session = _instance.Connect(new SessionState());
        var error = Assert.Throws<SqlException>(() => session.Scalar("SELECT spark_text_to_whole('x', 'INT', true)", CancellationToken.None));
        Assert.Equal(("CAST_INVALID_INPUT", "22018"), (error.ErrorClass, error.SqlState));
        Assert.StartsWith("The value 'x' of the type \"STRING\" cannot be cast to \"INT\"", error.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SELECT 2147483647::INTEGER + 1::INTEGER", "ARITHMETIC_OVERFLOW")]
    [InlineData("SELECT 300::INTEGER::TINYINT", "CAST_OVERFLOW")]
    [InlineData("SELECT 123456::DECIMAL(4,1)", "NUMERIC_VALUE_OUT_OF_RANGE.WITH_SUGGESTION")]
    [InlineData("SELECT (SELECT unnest([1, 2]))", "SCALAR_SUBQUERY_TOO_MANY_ROWS")]
    [InlineData("SELECT MAP([1, 1], [2, 3])", "DUPLICATED_MAP_KEY")]
    public void What_DuckDB_finds_wrong_has_Sparks_class(string sql, string errorClass)
    {
        using var session = _instance.Connect(new SessionState());
        Assert.Equal(errorClass, Assert.Throws<SqlException>(() => session.Scalar(sql, CancellationToken.None)).ErrorClass);
    }

    [Fact]
    public void An_error_in_the_midst_of_a_stream_is_Sparks_too()
    {
        const string sql = "SELECT CASE WHEN range = 150000 THEN error('[DIVIDE_BY_ZERO] Zero. SQLSTATE: 22012') ELSE range END AS c1 FROM range(200000)";

        // Many times: once in some hundreds DuckDB reports that it interrupted its threads, and not why.
        for (var round = 0; round < 300; round++)
        {
            using var result = new QueryResult(_instance.Connect(new SessionState()), Schema(new LongType()), sql, CancellationToken.None);
            var read = 0;
            var error = Assert.Throws<SqlException>(() => result.Rows.All(_ => ++read > 0));
            Assert.Equal("DIVIDE_BY_ZERO", error.ErrorClass);
        }
    }

    [Fact]
    public async Task A_cancelled_statement_stops()
    {
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        using var session = _instance.Connect(new SessionState());
        const string endless = "SELECT count(*) FROM range(10000000000) a, range(1000000) b WHERE a.range * b.range % 7 = 3";
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Run(() => session.Scalar(endless, cancellation.Token), CancellationToken.None));
    }

    [Fact]
    public void Sessions_have_time_zones_of_their_own()
    {
        using var utc = _instance.Connect(new SessionState());
        using var tokyo = _instance.Connect(new SessionState { TimeZone = "Asia/Tokyo" });
        const string sql = "SELECT CAST(CAST(make_timestamptz(0) AS TIMESTAMP) AS VARCHAR)";
        Assert.Equal("1970-01-01 00:00:00", utc.Scalar(sql, CancellationToken.None));
        Assert.Equal("1970-01-01 09:00:00", tokyo.Scalar(sql, CancellationToken.None));
    }

    [Fact]
    public void Every_kind_of_value_comes_in_its_NET_type()
    {
        var row = new StructType([new StructField("n", new IntegerType()), new StructField("t", new StringType())]);
        var schema = Schema(
            new BooleanType(), new ByteType(), new DoubleType(), new DecimalType(38, 2), new StringType(), new BinaryType(), new DateType(), new TimestampType(),
            new CalendarIntervalType(), new ArrayType(new IntegerType(), true), new MapType(new StringType(), new LongType(), true), row);
        const string sql =
            "SELECT true, 1::TINYINT, 1.5::DOUBLE, -123456789012345678901234567890.12::DECIMAL(38,2), 'é', from_hex('00FF'), DATE '2024-01-02', make_timestamptz(5), "
            + "(to_months(1) + to_days(2) + to_microseconds(3)), [1, NULL], MAP {'b': 1::BIGINT, 'a': NULL}, {'n': 1, 't': NULL::VARCHAR}";
        using var result = new QueryResult(_instance.Connect(new SessionState()), schema, sql, CancellationToken.None);
        var values = Assert.Single(result.Rows);
        Assert.Equal(
            [true, (sbyte)1, 1.5, new DecimalValue(System.Numerics.BigInteger.Parse("-12345678901234567890123456789012", System.Globalization.CultureInfo.InvariantCulture), 2), "é"],
            values.Take(5));
        Assert.Equal([0x00, 0xFF], Assert.IsType<byte[]>(values[5]));
        Assert.Equal([19_724, 5L, (1, 2, 3L)], values.Skip(6).Take(3));
        Assert.Equal([1, null], Assert.IsType<IReadOnlyList<object?>>(values[9], exactMatch: false));
        Assert.Equal([new("b", 1L), new("a", null)], Assert.IsType<IReadOnlyList<KeyValuePair<object, object?>>>(values[10], exactMatch: false));
        Assert.Equal([1, null], Assert.IsType<object?[]>(values[11]));
    }

    private static StructType Schema(params SparkType[] types) => new([.. types.Select((type, i) => new StructField($"c{i}", type))]);
}
