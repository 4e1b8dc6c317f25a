using System.Numerics;
using Apache.Arrow;
using Apache.Arrow.Types;
using Edlake.Spark.Connect.Errors;
using Edlake.Sql.Types;
using ArrayType = Edlake.Sql.Types.ArrayType;
using MapType = Edlake.Sql.Types.MapType;
using StructType = Edlake.Sql.Types.StructType;
using TimestampType = Apache.Arrow.Types.TimestampType;
using VariantType = Edlake.Sql.Types.VariantType;

namespace Edlake.Spark.Connect.Rows;

/// <summary>Reads an Arrow column's values as those of a Spark type.</summary>
internal static class ColumnValues
{
    private const int DecimalBytes = 16;
    private const long NanosPerMicro = 1000;

    /// <summary>The value of a row; null for NULL.</summary>
    internal static Func<int, object?> Of(IArrowArray array, SparkType type)
    {
        var known = Known(array, type);
        return row => array.IsNull(row) ? null : known(row);
    }

    private static Func<int, object?> Known(IArrowArray array, SparkType type) => (array, type) switch
    {
        (NullArray, _) => _ => null,
        (BooleanArray values, _) => row => values.GetValue(row),
        (Int8Array values, _) => row => values.Values[row],
        (Int16Array values, _) => row => values.Values[row],
        (Int32Array values, _) => row => values.Values[row],
        (Int64Array values, _) => row => values.Values[row],
        (FloatArray values, _) => row => values.Values[row],
        (DoubleArray values, _) => row => values.Values[row],
        (Decimal128Array values, DecimalType) => row => Decimal(values, row),
        (StringArray values, _) => row => values.GetString(row),
        (LargeStringArray values, _) => row => values.GetString(row),
        (BinaryArray values, _) => row => values.GetBytes(row).ToArray(),
        (LargeBinaryArray values, _) => row => values.GetBytes(row).ToArray(),
        (Date32Array values, _) => row => values.Values[row],
        (TimestampArray values, _) => InMicros(((TimestampType)values.Data.DataType).Unit, row => values.Values[row]),
        (DurationArray values, _) => InMicros(((DurationType)values.Data.DataType).Unit, row => values.Values[row]),
        (YearMonthIntervalArray values, _) => row => values.Values[row].Months,
        (MonthDayNanosecondIntervalArray values, _) => row => Calendar(values.Values[row]),
        (MapArray values, MapType map) => Map(values, map),
        (ListArray values, ArrayType list) => List(values, list),
        (StructArray values, VariantType) => Variant(values),
        (StructArray values, StructType row) => Struct(values, row),
        _ => throw ConnectionErrors.Protocol($"a column of Arrow's type {array.Data.DataType.Name} for one of Spark's type {type}"),
    };

    // .NET's own decimal holds 28 digits, Spark's 38.
    private static object Decimal(Decimal128Array values, int row) => new DecimalValue(
        new BigInteger(values.ValueBuffer.Span.Slice((row + values.Offset) * DecimalBytes, DecimalBytes)), values.Scale);

    private static Func<int, object?> InMicros(TimeUnit unit, Func<int, object?> value) =>
        unit == TimeUnit.Microsecond ? value : throw ConnectionErrors.Protocol($"times in {unit}s");

    private static object Calendar(Apache.Arrow.Scalars.MonthDayNanosecondInterval interval) =>
        (interval.Months, interval.Days, interval.Nanoseconds / NanosPerMicro);

    private static Func<int, object?> List(ListArray values, ArrayType type)
    {
        var item = Of(values.Values, type.Element);
        return row =>
        {
            var (start, end) = (values.ValueOffsets[row], values.ValueOffsets[row + 1]);
            var items = new object?[end - start];
            for (var i = start; i < end; i++)
                items[i - start] = item(i);
            return items.ToList();
        };
    }

    private static Func<int, object?> Map(MapArray values, MapType type)
    {
        var (key, value) = (Of(values.Keys, type.Key), Of(values.Values, type.Value));
        return row =>
        {
            var (start, end) = (values.ValueOffsets[row], values.ValueOffsets[row + 1]);
            var entries = new List<KeyValuePair<object, object?>>(end - start);
            for (var i = start; i < end; i++)
                entries.Add(new KeyValuePair<object, object?>(key(i)!, value(i)));
            return entries;
        };
    }

    // By position: names may repeat.
    private static Func<int, object?> Struct(StructArray values, StructType type)
    {
        var members = type.Fields.Select((field, i) => Of(values.Fields[i], field.Type)).ToArray();
        return row => System.Array.ConvertAll(members, member => member(row));
    }

    private static Func<int, object?> Variant(StructArray values)
    {
        var names = ((Apache.Arrow.Types.StructType)values.Data.DataType).Fields.Select(field => field.Name).ToList();
        var (value, metadata) = ((BinaryArray)values.Fields[names.IndexOf("value")], (BinaryArray)values.Fields[names.IndexOf("metadata")]);
        return row => VariantText.Of(value.GetBytes(row), metadata.GetBytes(row));
    }
}
