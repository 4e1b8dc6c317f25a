using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;
using Edlake.Spark.Connect.Errors;
using Edlake.Sql.Types;

namespace Edlake.Spark.Connect.Rows;

/// <summary>
/// A VARIANT's bytes as the JSON text that Spark prints of it (in UTC). Source of the encoding:
/// https://github.com/apache/parquet-format/blob/master/VariantEncoding.md.
/// </summary>
internal static class VariantText
{
    private const int Primitive = 0;
    private const int ShortString = 1;
    private const int Object = 2;

    internal static string Of(ReadOnlySpan<byte> value, ReadOnlySpan<byte> metadata)
    {
        var text = new StringBuilder();
        Append(text, value, metadata);
        return text.ToString();
    }

    private static void Append(StringBuilder text, ReadOnlySpan<byte> value, ReadOnlySpan<byte> metadata)
    {
        var header = value[0] >> 2;
        switch (value[0] & 3)
        {
            case Primitive:
                AppendPrimitive(text, header, value[1..]);
                break;
            case ShortString:
                AppendString(text, value.Slice(1, header));
                break;
            case Object:
                AppendObject(text, header, value[1..], metadata);
                break;
            default:
                AppendArray(text, header, value[1..], metadata);
                break;
        }
    }

    private static void AppendObject(StringBuilder text, int header, ReadOnlySpan<byte> body, ReadOnlySpan<byte> metadata)
    {
        var (offsetSize, idSize, countSize) = ((header & 3) + 1, (header >> 2 & 3) + 1, (header & 16) != 0 ? 4 : 1);
        var count = Number(body, 0, countSize);
        var offsets = body[(countSize + (count * idSize))..];
        var values = offsets[((count + 1) * offsetSize)..];
        text.Append('{');
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                text.Append(',');
            AppendString(text, Key(metadata, Number(body[countSize..], i, idSize)));
            text.Append(':');
            Append(text, values[Number(offsets, i, offsetSize)..], metadata);
        }

        text.Append('}');
    }

    private static void AppendArray(StringBuilder text, int header, ReadOnlySpan<byte> body, ReadOnlySpan<byte> metadata)
    {
        var (offsetSize, countSize) = ((header & 3) + 1, (header & 4) != 0 ? 4 : 1);
        var count = Number(body, 0, countSize);
        var offsets = body[countSize..];
        var values = offsets[((count + 1) * offsetSize)..];
        text.Append('[');
        for (var i = 0; i < count; i++)
        {
            if (i > 0)
                text.Append(',');
            Append(text, values[Number(offsets, i, offsetSize)..], metadata);
        }

        text.Append(']');
    }

    private static void AppendPrimitive(StringBuilder text, int type, ReadOnlySpan<byte> body)
    {
        _ = type switch
        {
            0 => text.Append("null"),
            1 => text.Append("true"),
            2 => text.Append("false"),
            3 => text.Append(CultureInfo.InvariantCulture, $"{(sbyte)body[0]}"),
            4 => text.Append(CultureInfo.InvariantCulture, $"{BinaryPrimitives.ReadInt16LittleEndian(body)}"),
            5 => text.Append(CultureInfo.InvariantCulture, $"{BinaryPrimitives.ReadInt32LittleEndian(body)}"),
            6 => text.Append(CultureInfo.InvariantCulture, $"{BinaryPrimitives.ReadInt64LittleEndian(body)}"),
            7 => AppendFloating(text, JavaNumber.Text(BinaryPrimitives.ReadDoubleLittleEndian(body))),
            8 => AppendDecimal(text, body, 4),
            9 => AppendDecimal(text, body, 8),
            10 => AppendDecimal(text, body, 16),
            11 => text.Append(CultureInfo.InvariantCulture, $"\"{VariantTime.Date(BinaryPrimitives.ReadInt32LittleEndian(body))}\""),
            12 => text.Append(CultureInfo.InvariantCulture, $"\"{VariantTime.Timestamp(BinaryPrimitives.ReadInt64LittleEndian(body))}+00:00\""),
            13 => text.Append(CultureInfo.InvariantCulture, $"\"{VariantTime.Timestamp(BinaryPrimitives.ReadInt64LittleEndian(body))}\""),
            14 => AppendFloating(text, JavaNumber.Text(BinaryPrimitives.ReadSingleLittleEndian(body))),
            15 => text.Append(CultureInfo.InvariantCulture, $"\"{Convert.ToBase64String(Sized(body))}\""),
            16 => AppendString(text, Sized(body)),
            20 => text.Append(CultureInfo.InvariantCulture, $"\"{new Guid(body[..16], bigEndian: true)}\""),
            _ => throw ConnectionErrors.Protocol($"a VARIANT with a value of type {type}, which this version does not know"),
        };
    }

    private static StringBuilder AppendFloating(StringBuilder text, string number) =>
        char.IsAsciiDigit(number[^1]) ? text.Append(number) : text.Append('"').Append(number).Append('"');

    // Spark drops the zeros at the end.
    private static StringBuilder AppendDecimal(StringBuilder text, ReadOnlySpan<byte> body, int size)
    {
        var number = new DecimalValue(new BigInteger(body.Slice(1, size)), body[0]).ToString();
        return text.Append(body[0] == 0 ? number : number.TrimEnd('0').TrimEnd('.'));
    }

    private static StringBuilder AppendString(StringBuilder text, ReadOnlySpan<byte> utf8)
    {
        text.Append('"');
        foreach (var c in Encoding.UTF8.GetString(utf8))
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\f' => text.Append("\\f"),
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => text.Append(c),
            };
        }

        return text.Append('"');
    }

    private static ReadOnlySpan<byte> Sized(ReadOnlySpan<byte> body) => body.Slice(4, BinaryPrimitives.ReadInt32LittleEndian(body));

    // The dictionary of names: their number, where each begins, and the names one after the other.
    private static ReadOnlySpan<byte> Key(ReadOnlySpan<byte> metadata, int id)
    {
        var size = (metadata[0] >> 6 & 3) + 1;
        var count = Number(metadata[1..], 0, size);
        var offsets = metadata[(1 + size)..];
        var names = offsets[((count + 1) * size)..];
        return names[Number(offsets, id, size)..Number(offsets, id + 1, size)];
    }

    private static int Number(ReadOnlySpan<byte> bytes, int index, int size)
    {
        var number = 0;
        for (var i = size - 1; i >= 0; i--)
            number = (number << 8) | bytes[(index * size) + i];
        return number;
    }
}
