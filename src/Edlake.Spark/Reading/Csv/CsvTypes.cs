using Edlake.Sql.Types;

namespace Edlake.Spark.Reading.Csv;

/// <summary>The type of a column that has other types in other files, by the rules of Spark's inference over all values together.</summary>
internal static class CsvTypes
{
    /// <summary>The type that takes the values of all; null is the type of a column without a value.</summary>
    internal static SparkType Common(IEnumerable<SparkType?> types) => types.Aggregate((SparkType?)null, Common) ?? new StringType();

    private static SparkType? Common(SparkType? left, SparkType? right) => (left, right) switch
    {
        (null, _) => right,
        (_, null) => left,
        _ when left == right => left,
        (IntegerType, LongType) or (LongType, IntegerType) => new LongType(),
        (DecimalType, IntegerType or LongType) => left,
        (IntegerType or LongType, DecimalType) => right,
        (DecimalType one, DecimalType other) => new DecimalType(Math.Max(one.Precision, other.Precision), 0),
        (DoubleType, IntegerType or LongType or DecimalType) or (IntegerType or LongType or DecimalType, DoubleType) => new DoubleType(),
        (DateType, TimestampType) or (TimestampType, DateType) => new TimestampType(),
        _ => new StringType(),
    };
}
