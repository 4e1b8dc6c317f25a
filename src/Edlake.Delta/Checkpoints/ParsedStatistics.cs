using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Edlake.Delta.Schema;
using Parquet.Schema;

namespace Edlake.Delta.Checkpoints;

/// <summary>Statistics that a checkpoint keeps as columns (<c>stats_parsed</c>) only, back as JSON texts.</summary>
internal static class ParsedStatistics
{
    private const string Prefix = "add/stats_parsed/";

    /// <summary>The statistics by row: the texts there are, and texts made from the columns where there are none.</summary>
    public static string?[]? Read(RowGroupColumns columns, string?[]? texts)
    {
        var leaves = columns.Leaves(Prefix).Select(field => (Path: field.Path.ToList()[2..], Values: Values(columns, field))).ToList();
        if (leaves.Count == 0)
            return texts;
        var root = new Node();
        foreach (var (path, values) in leaves)
            path.Aggregate(root, (node, name) => node.Child(name)).Values = values;
        var made = new string?[columns.Count];
        for (var row = 0; row < made.Length; row++)
            made[row] = texts?[row] ?? (root.Holds(row) ? Write(root, row) : null);
        return made;
    }

    private static string Write(Node root, int row)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, SchemaJson.Relaxed))
            root.Write(writer, row);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static object?[] Values(RowGroupColumns columns, DataField field)
    {
        var rows = new object?[columns.Count];
        var type = field.ClrType;
        if (type == typeof(ReadOnlyMemory<char>))
            columns.Fill<ReadOnlyMemory<char>>(field, (row, value) => rows[row] = value.ToString());
        else if (type == typeof(long))
            columns.Fill<long>(field, (row, value) => rows[row] = value);
        else if (type == typeof(int))
            columns.Fill<int>(field, (row, value) => rows[row] = (long)value);
        else if (type == typeof(short))
            columns.Fill<short>(field, (row, value) => rows[row] = (long)value);
        else if (type == typeof(sbyte))
            columns.Fill<sbyte>(field, (row, value) => rows[row] = (long)value);
        else if (type == typeof(double))
            columns.Fill<double>(field, (row, value) => rows[row] = value);
        else if (type == typeof(float))
            columns.Fill<float>(field, (row, value) => rows[row] = (double)value);
        else if (type == typeof(bool))
            columns.Fill<bool>(field, (row, value) => rows[row] = value);
        else if (type == typeof(decimal))
            columns.Fill<decimal>(field, (row, value) => rows[row] = value);
        else if (type == typeof(DateOnly))
            columns.Fill<DateOnly>(field, (row, value) => rows[row] = value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        else if (type == typeof(DateTime))
            columns.Fill<DateTime>(field, (row, value) => rows[row] = Time(field, value));
        return rows; // A type that statistics are not kept for stays unknown, as if there were no bound.
    }

    private static string Time(DataField field, DateTime value) => field switch
    {
        DateTimeDataField { DateTimeFormat: DateTimeFormat.Date } => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTimeDataField { IsAdjustedToUTC: false } => value.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        _ => value.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
    };

    private sealed class Node
    {
        private readonly List<(string Name, Node Node)> _children = [];

        public object?[]? Values { get; set; }

        public Node Child(string name)
        {
            var found = _children.Find(child => child.Name == name).Node;
            if (found is null)
                _children.Add((name, found = new Node()));
            return found;
        }

        public bool Holds(int row) => Values is not null ? Values[row] is not null : _children.Exists(child => child.Node.Holds(row));

        public void Write(Utf8JsonWriter writer, int row)
        {
            if (Values is null)
            {
                writer.WriteStartObject();
                foreach (var (name, node) in _children)
                {
                    if (!node.Holds(row))
                        continue;
                    writer.WritePropertyName(name);
                    node.Write(writer, row);
                }
                writer.WriteEndObject();
                return;
            }
            switch (Values[row])
            {
                case string text: writer.WriteStringValue(text); break;
                case long number: writer.WriteNumberValue(number); break;
                case bool flag: writer.WriteBooleanValue(flag); break;
                case decimal number: writer.WriteNumberValue(number); break;
                case double number when double.IsFinite(number): writer.WriteNumberValue(number); break;
                case double number: writer.WriteStringValue(double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity"); break;
                default: writer.WriteNullValue(); break;
            }
        }
    }
}
