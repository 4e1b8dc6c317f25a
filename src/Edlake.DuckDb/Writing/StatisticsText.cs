using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Edlake.Delta.Schema;

namespace Edlake.DuckDb.Writing;

/// <summary>
/// A file's statistics as Spark writes them into the log: record count, then least and greatest values and NULL counts of the first
/// leaf columns, nested as the schema is.
/// </summary>
internal sealed class StatisticsText
{
    private const int DefaultIndexedColumns = 32;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly StructType _schema;

    /// <summary>For a table of this schema (without partition columns) and these properties.</summary>
    internal StatisticsText(IEnumerable<StructField> columns, IReadOnlyDictionary<string, string> configuration)
    {
        var limit = configuration.TryGetValue("delta.dataSkippingNumIndexedCols", out var text) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : DefaultIndexedColumns;
        var left = limit < 0 ? int.MaxValue : limit;
        _schema = new StructType([.. Indexed(columns, ref left)]);
    }

    /// <summary>The statistics of a file.</summary>
    internal string Of(WrittenFile file)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            writer.WriteStartObject();
            writer.WriteNumber("numRecords", file.Rows);
            Group(writer, "minValues", file, (column, figures) => Extreme(column, figures, isMax: false));
            Group(writer, "maxValues", file, (column, figures) => Extreme(column, figures, isMax: true));
            Group(writer, "nullCount", file, (_, figures) => figures.GetValueOrDefault("null_count"));
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    // The first so many leaves in the order of the schema; a list or a map counts as one and has no figures.
    private static List<StructField> Indexed(IEnumerable<StructField> columns, ref int left)
    {
        var kept = new List<StructField>();
        foreach (var column in columns)
        {
            if (left <= 0)
                break;
            if (column.Type is StructType row)
            {
                kept.Add(column with { Type = new StructType(Indexed(row.Fields, ref left)) });
                continue;
            }

            left--;
            kept.Add(column);
        }

        return kept;
    }

    private void Group(Utf8JsonWriter writer, string name, WrittenFile file, Func<StructField, IReadOnlyDictionary<string, string>, string?> figure)
    {
        writer.WriteStartObject(name);
        Fields(writer, _schema, [], file, figure);
        writer.WriteEndObject();
    }

    private static void Fields(
        Utf8JsonWriter writer, StructType row, IReadOnlyList<string> path, WrittenFile file, Func<StructField, IReadOnlyDictionary<string, string>, string?> figure)
    {
        foreach (var field in row.Fields)
        {
            IReadOnlyList<string> own = [.. path, field.PhysicalName];
            if (field.Type is StructType inner)
            {
                writer.WriteStartObject(field.PhysicalName);
                Fields(writer, inner, own, file, figure);
                writer.WriteEndObject();
            }
            else if (file.Columns.TryGetValue(WrittenFile.Key(own), out var figures) && figure(field, figures) is { } json)
            {
                writer.WritePropertyName(field.PhysicalName);
                writer.WriteRawValue(json);
            }
        }
    }

    private static string? Extreme(StructField column, IReadOnlyDictionary<string, string> figures, bool isMax) =>
        figures.TryGetValue(isMax ? "max" : "min", out var text) ? Json(column.Type, text, figures, isMax) : null;

    private static string? Json(DataType type, string text, IReadOnlyDictionary<string, string> figures, bool isMax) => type switch
    {
        DecimalType or PrimitiveType { Name: "long" or "integer" or "short" or "byte" } => text,
        // NaN is the greatest number to Spark; a bound that leaves it out would hide it.
        PrimitiveType { Name: "float" or "double" } => figures.GetValueOrDefault("has_nan") == "false" && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : null,
        PrimitiveType { Name: "date" } => Date(text),
        PrimitiveType { Name: "timestamp" } => Time(text, "yyyy-MM-ddTHH:mm:ss.fffZ"),
        PrimitiveType { Name: "timestamp_ntz" } => Time(text, "yyyy-MM-ddTHH:mm:ss.fff"),
        PrimitiveType { Name: "string" } => (isMax ? TextBounds.Greatest(text) : TextBounds.Least(text)) is { } bound ? Quoted(bound) : null,
        _ => null,
    };

    private static string? Date(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? Quoted(text) : null;

    // Cut off after the millisecond, both bounds, as Spark does; readers know.
    private static string? Time(string text, string format) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? Quoted(time.UtcDateTime.ToString(format, CultureInfo.InvariantCulture))
            : null;

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
