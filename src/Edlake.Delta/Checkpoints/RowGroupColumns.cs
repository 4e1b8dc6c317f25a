using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace Edlake.Delta.Checkpoints;

/// <summary>One row group of a checkpoint, column by column, each as an array with one slot a row. A column that is not there gives null.</summary>
internal sealed class RowGroupColumns
{
    private static readonly Dictionary<string, string?> EmptyMap = [];

    private readonly ParquetRowGroupReader _rows;
    private readonly DataField[] _fields;

    public RowGroupColumns(ParquetRowGroupReader rows, DataField[] fields)
    {
        _rows = rows;
        _fields = fields;
        Count = checked((int)rows.RowCount);
    }

    /// <summary>Rows.</summary>
    public int Count { get; }

    /// <summary>The leaf columns under a prefix that do not repeat.</summary>
    public IEnumerable<DataField> Leaves(string prefix) =>
        _fields.Where(field => field.MaxRepetitionLevel == 0 && field.Path.ToString().StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>Texts by row.</summary>
    public string?[]? Texts(string path)
    {
        if (Find(path) is not { } field)
            return null;
        var rows = new string?[Count];
        if (field.ClrType == typeof(ReadOnlyMemory<char>))
            Fill<ReadOnlyMemory<char>>(field, (row, text) => rows[row] = text.ToString());
        else
            throw Unexpected(field);
        return rows;
    }

    /// <summary>Integers of 32 or 64 bits by row.</summary>
    public long?[]? Longs(string path)
    {
        if (Find(path) is not { } field)
            return null;
        var rows = new long?[Count];
        if (field.ClrType == typeof(long))
            Fill<long>(field, (row, value) => rows[row] = value);
        else if (field.ClrType == typeof(int))
            Fill<int>(field, (row, value) => rows[row] = value);
        else
            throw Unexpected(field);
        return rows;
    }

    /// <summary>Booleans by row.</summary>
    public bool?[]? Flags(string path)
    {
        if (Find(path) is not { } field)
            return null;
        var rows = new bool?[Count];
        Fill<bool>(field, (row, value) => rows[row] = value);
        return rows;
    }

    /// <summary>Lists of texts by row; null where there is none.</summary>
    public List<string>?[]? Lists(string path)
    {
        if (Array.Find(_fields, field => field.MaxRepetitionLevel == 1 && IsUnder(field, path)) is not { } field)
            return null;
        var rows = new List<string>?[Count];
        using var column = Read<ReadOnlyMemory<char>>(field);
        var values = column.Values;
        var definitions = column.DefinitionLevels;
        var repetitions = column.RepetitionLevels;
        // The element's own level is the highest; one less is a null element; below that the list is empty (or absent, lower still).
        var some = field.IsNullable ? field.MaxDefinitionLevel - 1 : field.MaxDefinitionLevel;
        for (int i = 0, row = -1, value = 0; i < definitions.Length; i++)
        {
            if (repetitions[i] == 0)
                row++;
            if (definitions[i] >= some - 1)
                rows[row] ??= [];
            if (definitions[i] == field.MaxDefinitionLevel)
                rows[row]!.Add(values[value++].ToString());
        }
        return rows;
    }

    /// <summary>Maps of text to text by row; null where there is none; one shared instance for those that are empty.</summary>
    public Dictionary<string, string?>?[]? Maps(string path)
    {
        var pair = Array.FindAll(_fields, field => field.MaxRepetitionLevel == 1 && IsUnder(field, path));
        if (pair.Length != 2)
            return null;
        var rows = new Dictionary<string, string?>?[Count];
        using var keys = Read<ReadOnlyMemory<char>>(pair[0]);
        using var texts = Read<ReadOnlyMemory<char>>(pair[1]);
        var definitions = keys.DefinitionLevels;
        var repetitions = keys.RepetitionLevels;
        var valueDefinitions = texts.DefinitionLevels;
        var (full, valueFull) = (pair[0].MaxDefinitionLevel, pair[1].MaxDefinitionLevel);
        for (int i = 0, row = -1, key = 0, text = 0; i < definitions.Length; i++)
        {
            if (repetitions[i] == 0)
                row++;
            if (definitions[i] == full)
            {
                var map = rows[row] ??= new Dictionary<string, string?>(StringComparer.Ordinal);
                map[keys.Values[key++].ToString()] = valueDefinitions[i] == valueFull ? texts.Values[text++].ToString() : null;
            }
            else if (definitions[i] == full - 1)
            {
                rows[row] = EmptyMap;
            }
        }
        return rows;
    }

    /// <summary>Gives every value of a column that does not repeat to <paramref name="set"/> with its row.</summary>
    public void Fill<T>(DataField field, Action<int, T> set) where T : struct
    {
        using var column = Read<T>(field);
        var values = column.Values;
        var definitions = column.DefinitionLevels;
        if (definitions.Length == 0)
        {
            for (var row = 0; row < values.Length; row++)
                set(row, values[row]);
            return;
        }
        for (int row = 0, value = 0; row < definitions.Length; row++)
        {
            if (definitions[row] == field.MaxDefinitionLevel)
                set(row, values[value++]);
        }
    }

    private static bool IsUnder(DataField field, string path) => field.Path.ToString().StartsWith(path + "/", StringComparison.Ordinal);

    private static InvalidDataException Unexpected(DataField field) => new($"The column {field.Path} has the unexpected type {field.ClrType.Name}");

    private DataField? Find(string path) => Array.Find(_fields, field => field.Path.ToString() == path);

    private RawColumnData<T> Read<T>(DataField field) where T : struct =>
        field.ClrType == typeof(T) && _rows.ReadRawColumnDataBaseAsync(field, CancellationToken.None).AsTask().GetAwaiter().GetResult() is RawColumnData<T> column
            ? column
            : throw Unexpected(field);
}
