using System.Numerics;
using Apache.Arrow;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;
using VariantType = Edlake.Sql.Types.VariantType;

namespace Edlake.Spark.Execution;

/// <summary>Values of Arrow columns, as Spark sends them, as the .NET types of <see cref="Engines.IQueryResult"/>.</summary>
internal static class ArrowValues
{
    private const int DecimalBytes = 16;

    /// <summary>A function from row number to value.</summary>
    internal static Func<int, object?> Reader(IArrowArray array, SparkType type) => type switch
    {
        NullType => _ => null,
        BooleanType => Valid((BooleanArray)array, (a, i) => a.GetValue(i)!.Value),
        ByteType => Valid((Int8Array)array, (a, i) => a.Values[i]),
        ShortType => Valid((Int16Array)array, (a, i) => a.Values[i]),
        IntegerType => Valid((Int32Array)array, (a, i) => a.Values[i]),
        LongType => Valid((Int64Array)array, (a, i) => a.Values[i]),
        FloatType => Valid((FloatArray)array, (a, i) => a.Values[i]),
        DoubleType => Valid((DoubleArray)array, (a, i) => a.Values[i]),
        DecimalType number => Valid((Decimal128Array)array, (a, i) => new DecimalValue(new BigInteger(a.ValueBuffer.Span.Slice((a.Offset + i) * DecimalBytes, DecimalBytes)), number.Scale)),
        StringType or CharType or VarcharType => array is LargeStringArray large ? Valid(large, (a, i) => a.GetString(i)) : Valid((StringArray)array, (a, i) => a.GetString(i)),
        BinaryType => Valid((BinaryArray)array, (a, i) => a.GetBytes(i).ToArray()),
        DateType => Valid((Date32Array)array, (a, i) => a.Values[i]),
        TimestampType or TimestampNtzType => Valid((TimestampArray)array, (a, i) => a.Values[i]),
        YearMonthIntervalType => Valid((YearMonthIntervalArray)array, (a, i) => a.Values[i].Months),
        DayTimeIntervalType => Valid((DurationArray)array, (a, i) => a.Values[i]),
        CalendarIntervalType => Valid((MonthDayNanosecondIntervalArray)array, (a, i) => (a.Values[i].Months, a.Values[i].Days, a.Values[i].Nanoseconds / 1000)),
        ArrayType list => List((ListArray)array, list),
        MapType map => Map((MapArray)array, map),
        StructType row => Row((StructArray)array, row),
        VariantType => throw new SqlException("UNSUPPORTED_FEATURE", "0A000", "The feature is not supported: a VARIANT within an array, map or struct of a result of Spark.", null, "Select to_json(…) of it."),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.Sql, "A Spark type without a .NET type."),
    };

    private static Func<int, object?> Valid<TArray, TValue>(TArray array, Func<TArray, int, TValue> value)
        where TArray : IArrowArray => array.NullCount == 0
        ? row => value(array, row)
        : row => array.IsValid(row) ? value(array, row) : null;

    private static Func<int, object?> List(ListArray array, ArrayType type)
    {
        var element = Reader(array.Values, type.Element);
        return Valid(array, (a, i) =>
        {
            var start = a.ValueOffsets[i];
            var items = new object?[a.ValueOffsets[i + 1] - start];
            for (var item = 0; item < items.Length; item++)
                items[item] = element(start + item);
            return items;
        });
    }

    private static Func<int, object?> Map(MapArray array, MapType type)
    {
        var (keys, values) = (Reader(array.Keys, type.Key), Reader(array.Values, type.Value));
        return Valid(array, (a, i) =>
        {
            var start = a.ValueOffsets[i];
            var items = new KeyValuePair<object, object?>[a.ValueOffsets[i + 1] - start];
            for (var item = 0; item < items.Length; item++)
                items[item] = new KeyValuePair<object, object?>(keys(start + item)!, values(start + item));
            return items;
        });
    }

    private static Func<int, object?> Row(StructArray array, StructType type)
    {
        var members = type.Fields.Select((member, i) => Reader(array.Fields[i], member.Type)).ToArray();
        return Valid(array, (_, i) =>
        {
            var row = new object?[members.Length];
            for (var member = 0; member < row.Length; member++)
                row[member] = members[member](i);
            return row;
        });
    }
}
