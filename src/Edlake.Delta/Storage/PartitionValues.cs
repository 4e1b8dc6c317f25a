using System.Globalization;
using System.Text;
using Edlake.Delta.Schema;

namespace Edlake.Delta.Storage;

/// <summary>
/// Partition values as the log's texts. Values of .NET: string, long, int, short, sbyte, float, double, bool, byte[], DateOnly (date),
/// DateTimeOffset in UTC (timestamp), DateTime without a kind (timestamp_ntz), decimal; null for NULL.
/// </summary>
public static class PartitionValues
{
    /// <summary>The name of a NULL's folder.</summary>
    public const string NullFolder = "__HIVE_DEFAULT_PARTITION__";

    // The characters Hive escapes in a partition's folder name, besides controls.
    private const string Escaped = "\"#%'*/:=?\\\u007f{}[]^";

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    /// <summary>Writes a value as Spark does. The empty string is NULL, as the protocol has it.</summary>
    public static string? Serialize(object? value) => value switch
    {
        null or "" => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeOffset instant => Timestamp(instant.UtcDateTime),
        DateTime local => Timestamp(local),
        byte[] bytes => Binary(bytes),
        float number => Floating(number, number.ToString("R", CultureInfo.InvariantCulture)),
        double number => Floating(number, number.ToString("R", CultureInfo.InvariantCulture)),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new DeltaException("DELTA_INVALID_PARTITION_COLUMN_TYPE", "42996", $"A value of {value.GetType().Name} cannot be a partition value."),
    };

    /// <summary>Reads a value of a column's type. Errors: DELTA_INVALID_PARTITION_VALUE when the text is not of the type.</summary>
    public static object? Parse(string? text, DataType type)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        try
        {
            return type switch
            {
                DecimalType => decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
                PrimitiveType primitive => ParsePrimitive(text, primitive.Name),
                _ => throw new FormatException("the type cannot partition a table"),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw new DeltaException("DELTA_INVALID_PARTITION_VALUE", null, $"The partition value '{text}' is not of type {type}: {e.Message}", inner: e);
        }
    }

    /// <summary>The folder of a partition value, <c>name=value</c>, escaped as Hive and Spark do (before <see cref="FilePath.Encode"/>).</summary>
    public static string Folder(string column, string? value) => $"{Escape(column)}={(string.IsNullOrEmpty(value) ? NullFolder : Escape(value))}";

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c < ' ' || Escaped.Contains(c))
                escaped.Append('%').Append(((int)c).ToString("X2", CultureInfo.InvariantCulture));
            else
                escaped.Append(c);
        }
        return escaped.ToString();
    }

    private static object ParsePrimitive(string text, string type) => type switch
    {
        "string" => text,
        "long" => long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        "integer" => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        "short" => short.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        "byte" => sbyte.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture),
        "float" => (float)Floating(text),
        "double" => Floating(text),
        "boolean" => bool.Parse(text),
        "binary" => Encoding.UTF8.GetBytes(text),
        "date" => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        "timestamp" => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal),
        "timestamp_ntz" => DateTime.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.None),
        _ => throw new FormatException("the type cannot partition a table"),
    };

    // Spark takes the bytes for UTF-8; others would not come back as they were.
    private static string Binary(byte[] bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new DeltaException("DELTA_INVALID_PARTITION_VALUE", null, "A binary partition value must be UTF-8 text to be kept in a Delta log.", inner: e);
        }
    }

    private static double Floating(string text) => text switch
    {
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        "NaN" => double.NaN,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    // Java's spelling: always a fraction.
    private static string Floating(double number, string text) => double.IsNaN(number) ? "NaN"
        : double.IsInfinity(number) ? number > 0 ? "Infinity" : "-Infinity"
        : text.AsSpan().IndexOfAny(".E") < 0 ? text + ".0" : text;

    private static string Timestamp(DateTime time) => time.Ticks % TimeSpan.TicksPerSecond == 0
        ? time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
        : time.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture).TrimEnd('0');
}
