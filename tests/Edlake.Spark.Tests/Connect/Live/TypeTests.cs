using Edlake.Results;
using Edlake.Spark.Connect;

namespace Edlake.Spark.Tests.Connect.Live;

/// <summary>Values of every type, and NULLs of every type.</summary>
[Trait("needs", "spark")]
public sealed class TypeTests(LiveSpark spark)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string> Values => new()
    {
        { "true", "BOOLEAN", "true" },
        { "-128Y", "TINYINT", "-128" },
        { "-32768S", "SMALLINT", "-32768" },
        { "-2147483648", "INT", "-2147483648" },
        { "-9223372036854775808L", "BIGINT", "-9223372036854775808" },
        { "1.5F", "FLOAT", "1.5" },
        { "double('-0.0')", "DOUBLE", "-0.0" },
        { "double('NaN')", "DOUBLE", "NaN" },
        { "12345678901234567890123456789012345678BD", "DECIMAL(38,0)", "12345678901234567890123456789012345678" },
        { "-1.50BD", "DECIMAL(3,2)", "-1.50" },
        { "'Zoë 😀'", "STRING", "Zoë 😀" },
        { "x'00ff'", "BINARY", "00ff" },
        { "date'0001-01-01'", "DATE", "0001-01-01" },
        { "date'9999-12-31'", "DATE", "9999-12-31" },
        { "timestamp'2024-01-31 10:00:00.123456'", "TIMESTAMP", "2024-01-31T10:00:00.123456Z" },
        { "timestamp_ntz'1969-12-31 23:59:59.999999'", "TIMESTAMP_NTZ", "1969-12-31T23:59:59.999999" },
        { "interval '-1-2' year to month", "INTERVAL YEAR TO MONTH", "P-1Y-2M" },
        { "interval '3' month", "INTERVAL MONTH", "P3M" },
        { "interval '1 02:03:04.5' day to second", "INTERVAL DAY TO SECOND", "PT26H3M4.5S" },
        { "interval '5' hour", "INTERVAL HOUR", "PT5H" },
        { "make_interval(0, 1, 0, 1)", "INTERVAL", "1 months 1 days" },
        { "array(1, null, 3)", "ARRAY<INT>", "[1, NULL, 3]" },
        { "map('b', 1, 'a', null)", "MAP<STRING, INT>", "Map(b -> 1, a -> null)" },
        {
            "named_struct('a', 1, 'b', array(named_struct('c', 'x')))",
            "STRUCT<a: INT NOT NULL, b: ARRAY<STRUCT<c: STRING NOT NULL>> NOT NULL>",
            "{a: 1, b: [{c: x}]}"
        },
        { "parse_json('{\"b\": [1, 2.50, null, true, \"q\\\\\"é\"], \"a\": {}}')", "VARIANT", "{\"a\":{},\"b\":[1,2.5,null,true,\"q\\\"é\"]}" },
        { "null", "VOID", "" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public async Task A_value_and_a_null_of_a_type_arrive_as_they_are(string expression, string type, string text)
    {
        await using var session = await spark.OpenAsync();
        var query = $"select value from (values (1, {expression}), (2, null)) as t(n, value) order by n";
        await using var result = await session.ExecuteAsync(new SqlStatement(query), Cancellation);
        Assert.Equal(type, result.Schema.Fields[0].Type.Sql);
        var rows = await result.ReadRowsAsync(Cancellation).ToListAsync(Cancellation);
        Assert.Equal([text, ""], rows.Select(row => SparkText.Of(row[0], result.Schema.Fields[0].Type) ?? ""));
    }

    [Fact]
    public async Task A_variant_reads_as_Spark_prints_it()
    {
        string[] atoms =
        [
            "1Y", "1000S", "100000", "10000000000L", "1.5F", "1e300D", "double('Infinity')", "1.10BD", "-0.001BD", "100BD",
            "12345678901234567.125BD", "date'2024-02-29'", "timestamp'2024-01-01 10:00:00'", "timestamp'1969-12-31 23:59:59.5'",
            "timestamp_ntz'2024-01-01 10:00:00.000001'", "x'0102'", $"'{new string('ü', 100)}'", "true", "'tab\\tquote\"back\\\\slash'",
        ];
        string[] nested = ["array(1, 2, 3)", "named_struct('z', 1, 'a', array('x'))", "map('k', 1.5D)", "sequence(1, 300)"];
        string[] variants = [.. atoms.Select(value => $"cast({value} as variant)"), .. nested.Select(value => $"to_variant_object({value})")];
        await using var session = await spark.OpenAsync();
        foreach (var variant in variants)
        {
            await using var result = await session.ExecuteAsync(new SqlStatement($"select v, to_json(v) from (select {variant} as v)"), Cancellation);
            var row = Assert.Single(await result.ReadRowsAsync(Cancellation).ToListAsync(Cancellation));
            Assert.Equal(row[1], row[0]);
        }
    }

    [Fact]
    public async Task Columns_of_one_name_are_told_apart_by_place()
    {
        await using var session = await spark.OpenAsync();
        await using var result = await session.ExecuteAsync(new SqlStatement("select 1 as a, 2 as a, struct(3 as b, 4 as b) as s"), Cancellation);
        Assert.Equal("a INT NOT NULL,a INT NOT NULL,s STRUCT<b: INT NOT NULL, b: INT NOT NULL> NOT NULL", result.Schema.Ddl);
        var row = Assert.Single(await result.ReadRowsAsync(Cancellation).ToListAsync(Cancellation));
        Assert.Equal([1, 2], row.Take(2));
        Assert.Equal([3, 4], (object?[])row[2]!);
    }

    [Fact]
    public async Task A_declared_length_a_comment_and_a_default_are_part_of_the_schema()
    {
        await using var session = await spark.OpenAsync();
        await session.RunAsync(new SqlStatement("create table declared (a int not null comment 'the key', b varchar(5)) using parquet"), Cancellation);
        try
        {
            var schema = await session.SchemaOfAsync(new QueryRelation("select * from declared"), Cancellation);
            Assert.Equal("the key", schema.Fields[0].Comment);
        }
        finally
        {
            await session.RunAsync(new SqlStatement("drop table declared"), Cancellation);
        }
    }
}
