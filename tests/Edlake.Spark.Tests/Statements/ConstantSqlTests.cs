using System.Numerics;
using Edlake.Spark.Statements;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.Spark.Tests.Statements;

/// <summary>Values as text; that Spark reads them as the same value is held in <see cref="LiveConstantTests"/>.</summary>
public sealed class ConstantSqlTests
{
    public static IReadOnlyList<BoundLiteral> Values { get; } =
    [
        new(null, new DateType()),
        new(true, new BooleanType()),
        new((sbyte)-128, new ByteType()),
        new((short)7, new ShortType()),
        new(int.MinValue, new IntegerType()),
        new(long.MinValue, new LongType()),
        new(-0.0f, new FloatType()),
        new(double.NaN, new DoubleType()),
        new(double.NegativeInfinity, new DoubleType()),
        new(1e-300, new DoubleType()),
        new(new DecimalValue(BigInteger.Parse("-12345678901234567890123456789012345678", System.Globalization.CultureInfo.InvariantCulture), 10), new DecimalType(38, 10)),
        new(new DecimalValue(1, 8), new DecimalType(10, 8)),
        new("it's \\ \"${x}\" \n :p ü 🐢", new StringType()),
        new(new byte[] { 0, 255 }, new BinaryType()),
        new(-719162, new DateType()),
        new(3_000_000, new DateType()),
        new(-1L, new TimestampType()),
        new(1_764_109_892_123_456L, new TimestampType()),
        new(-1L, new TimestampNtzType()),
        new(1_764_109_892_123_456L, new TimestampNtzType()),
        new(-14, new YearMonthIntervalType(0, 1)),
        new(-90_061_000_001L, new DayTimeIntervalType(0, 3)),
    ];

    [Fact]
    public void A_minus_sign_never_meets_another() =>
        Assert.Equal(["NULL", "(-1)", "1", "'-1'"], new BoundExpression[] { new BoundLiteral(null, new NullType()), new BoundLiteral(-1, new IntegerType()), new BoundLiteral(1, new IntegerType()), new BoundLiteral("-1", new StringType()) }.Select(ConstantSql.Of));

    [Fact]
    public void What_is_no_literal_is_refused_by_its_type()
    {
        var error = Assert.Throws<Sql.Diagnostics.SqlException>(() => ConstantSql.Of(new BoundColumnReference(new BoundColumn(1, "a", new ArrayType(new IntegerType(), true), true))));
        Assert.Equal("UNSUPPORTED_FEATURE", error.ErrorClass);
        Assert.Contains("ARRAY<INT>", error.Message, StringComparison.Ordinal);
    }
}
