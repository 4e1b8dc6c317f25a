using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Arrays;
using Edlake.Sql.Types;
using VariantType = Edlake.Sql.Types.VariantType;

namespace Edlake.DuckDb.Execution;

/// <summary>Values of Arrow columns as the .NET types of <see cref="Engines.IQueryResult"/>.</summary>
internal static class ArrowValues
{
    /// <summary>A function from row number to value.</summary>
    internal static Func<int, object?> Reader(IArrowArray array, SparkType type) => type switch
    {
        // A constant NULL may have a type of DuckDB's own choice.
        _ when array.NullCount == array.Length => _ => null,
        BooleanType => Valid((BooleanArray)array, (a, i) => a.GetValue(i)!.Value),
        ByteType => Valid((Int8Array)array, (a, i) => a.Values[i]),
        ShortType => Valid((Int16Array)array, (a, i) => a.Values[i]),
        NullType => _ => null,
        IntegerType or YearMonthIntervalType => Valid((Int32Array)array, (a, i) => a.Values[i]),
        LongType or DayTimeIntervalType => Valid((Int64Array)array, (a, i) => a.Values[i]),
        FloatType => Valid((FloatArray)array, (a, i) => a.Values[i]),
        DoubleType => Valid((DoubleArray)array, (a, i) => a.Values[i]),
        DecimalType d => Valid((FixedSizeBinaryArray)array, (a, i) => new DecimalValue(new BigInteger(a.GetBytes(i)), d.Scale)),
        StringType or CharType or VarcharType or VariantType => Text(array),
        BinaryType => Valid((BinaryArray)array, (a, i) => a.GetBytes(i).ToArray()),
        DateType => Valid((Date32Array)array, (a, i) => a.Values[i]),
        TimestampType or TimestampNtzType => Valid((TimestampArray)array, (a, i) => a.Values[i]),
        CalendarIntervalType => Valid((MonthDayNanosecondIntervalArray)array, (a, i) => Interval(a.Values[i])),
        ArrayType list => List((ListArray)array, list),
        MapType map => Map((MapArray)array, map),
        StructType row => Row((StructArray)array, row),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type.Sql, "A Spark type without a .NET type."),
    };

    private static Func<int, object?> Valid<TArray>(TArray array, Func<TArray, int, object?> value)
        where TArray : IArrowArray => array.NullCount == 0
        ? row => value(array, row)
        : row => array.IsValid(row) ? value(array, row) : null;

    private static Func<int, object?> Text(IArrowArray array) => array switch
    {
        StringViewArray views => Valid(views, (a, i) => a.GetString(i)),
        LargeStringArray large => Valid(large, (a, i) => a.GetString(i)),
        _ => Valid((StringArray)array, (a, i) => a.GetString(i)),
    };

    private static object Interval(Apache.Arrow.Scalars.MonthDayNanosecondInterval value) => (value.Months, value.Days, value.Nanoseconds / 1000);

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
