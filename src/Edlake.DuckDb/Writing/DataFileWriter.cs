using System.Collections;
using System.Globalization;
using DuckDB.NET.Data;
using Edlake.Delta.Actions;
using Edlake.Delta.Schema;
using Edlake.Delta.Storage;
using Edlake.DuckDb.Execution;
using Edlake.DuckDb.Reading;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Writing;

/// <summary>
/// Writes rows as Parquet files into a table's folder. Until <see cref="Complete"/> the files belong to nobody: disposing deletes them.
/// </summary>
internal sealed class DataFileWriter : IDisposable
{
    private const string FileSize = "256MB";

    private readonly DuckDbSession _session;
    private readonly string _tablePath;
    private readonly IReadOnlyList<StructField> _stored;
    private readonly IReadOnlyList<StructField> _partitions;
    private readonly StatisticsText _statistics;
    private readonly string _token = Guid.NewGuid().ToString();
    private readonly List<string> _files = [];
    private int _calls;
    private bool _isComplete;

    internal DataFileWriter(DuckDbSession session, string tablePath, Metadata metadata)
    {
        _session = session;
        _tablePath = tablePath;
        Schema = metadata.Schema;
        _partitions = [.. metadata.PartitionColumns.Select(name => Schema.Find(name)!)];
        _stored = [.. Schema.Fields.Where(field => !_partitions.Contains(field) && field.Type is not PrimitiveType { Name: "void" })];
        _statistics = new StatisticsText(_stored, metadata.Configuration);
    }

    /// <summary>The columns of the table written to.</summary>
    internal StructType Schema { get; }

    /// <summary>Bytes written so far.</summary>
    internal long Bytes { get; private set; }

    /// <summary>Rows written so far.</summary>
    internal long Rows { get; private set; }

    /// <summary>Files written so far.</summary>
    internal int Count => _files.Count;

    /// <summary>Writes the rows of a query that has the table's columns, in order, under the names given.</summary>
    internal IReadOnlyList<AddFile> Write(string query, IReadOnlyList<string> columns, bool dataChange, CancellationToken cancellation)
    {
        Directory.CreateDirectory(_tablePath);
        var pattern = string.Create(CultureInfo.InvariantCulture, $"part-{_calls++:D5}-{_token}.c");
        var written = _session.Rows(Copy(query, columns, pattern), Row, cancellation);
        foreach (var empty in written.Where(file => file.Rows == 0))
            File.Delete(empty.MachinePath);
        return [.. written.Where(file => file.Rows > 0).Select(file => Add(file, dataChange))];
    }

    /// <summary>Forces the files to disk; from now on they stay.</summary>
    internal void Complete()
    {
        DataFiles.ForceToDisk(_tablePath, _files);
        _isComplete = true;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_isComplete || !Directory.Exists(_tablePath))
            return;
        foreach (var file in Directory.EnumerateFiles(_tablePath, $"*{_token}*", SearchOption.AllDirectories).ToList())
            File.Delete(file);
    }

    private string Copy(string query, IReadOnlyList<string> columns, string pattern)
    {
        var items = Schema.Fields.Zip(columns, (field, column) => (Field: field, Column: column)).ToList();
        var stored = items.Where(item => _stored.Contains(item.Field)).Select(item => $"{DeltaTypes.Physical(item.Column, item.Field.Type)} AS {PhysicalType.Quote(item.Field.PhysicalName)}");
        var partitions = items.Where(item => _partitions.Contains(item.Field)).Select(item => $"{PartitionText(item.Column, item.Field.Type)} AS {PhysicalType.Quote(item.Field.PhysicalName)}");
        var split = _partitions.Count == 0
            ? $"FILE_SIZE_BYTES '{FileSize}'"
            : $"PARTITION_BY ({string.Join(", ", _partitions.Select(field => PhysicalType.Quote(field.PhysicalName)))})";
        return $"COPY (SELECT {string.Join(", ", stored.Concat(partitions))} FROM ({query})) TO {PhysicalType.Literal(_tablePath)} "
            + $"(FORMAT parquet, COMPRESSION snappy, RETURN_STATS, OVERWRITE_OR_IGNORE, FILENAME_PATTERN {PhysicalType.Literal(pattern + "{i}.snappy")}, {split}{ZeroSigns(_stored)}{FieldIds.Option(_stored)})";
    }

    // DuckDB's dictionaries take 0.0 and -0.0 for one value and keep the first; they are an option of the file, not of a column.
    private static string ZeroSigns(IReadOnlyList<StructField> columns) => columns.Any(column => HasFloats(column.Type)) ? ", DICTIONARY_SIZE_LIMIT 0" : "";

    private static bool HasFloats(DataType type) => type switch
    {
        PrimitiveType primitive => primitive.Name is "float" or "double",
        StructType row => row.Fields.Any(field => HasFloats(field.Type)),
        ArrayType array => HasFloats(array.ElementType),
        MapType map => HasFloats(map.KeyType) || HasFloats(map.ValueType),
        _ => false,
    };

    // The log's own text for the value, so that DuckDB's key of a partition is what is written to the log.
    private static string PartitionText(string column, DataType type) => type switch
    {
        PrimitiveType { Name: "string" } => $"nullif({column}, '')",
        PrimitiveType { Name: "binary" } => $"nullif(decode({column}), '')",
        PrimitiveType { Name: "timestamp" } => $"strftime(make_timestamp(epoch_us({column})), '%Y-%m-%dT%H:%M:%S.%fZ')",
        PrimitiveType { Name: "timestamp_ntz" } => PartitionTime(column),
        PrimitiveType { Name: "float" or "double" } => $"CASE WHEN isnan({column}) THEN 'NaN' WHEN isinf({column}) THEN CASE WHEN {column} > 0 THEN 'Infinity' ELSE '-Infinity' END ELSE CAST({column} AS VARCHAR) END",
        _ => $"CAST({column} AS VARCHAR)",
    };

    private static string PartitionTime(string time) =>
        $"CASE WHEN microsecond({time}) % 1000000 = 0 THEN strftime({time}, '%Y-%m-%d %H:%M:%S') ELSE rtrim(strftime({time}, '%Y-%m-%d %H:%M:%S.%f'), '0') END";

    private AddFile Add(WrittenFile file, bool dataChange)
    {
        _files.Add(file.MachinePath);
        Bytes += file.Size;
        Rows += file.Rows;
        var modified = new DateTimeOffset(File.GetLastWriteTimeUtc(file.MachinePath)).ToUnixTimeMilliseconds();
        var relative = Path.GetRelativePath(_tablePath, file.MachinePath).Replace('\\', '/');
        return new AddFile(FilePath.Encode(relative), file.PartitionKeys, file.Size, modified, dataChange, _statistics.Of(file));
    }

    private WrittenFile Row(DuckDBDataReader reader)
    {
        var columns = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal);
        var figures = (IDictionary)reader.GetValue(4);
        foreach (string column in figures.Keys)
            columns[column] = Figures((IDictionary)figures[column]!);
        var keys = new Dictionary<string, string?>(StringComparer.Ordinal);
        if (!reader.IsDBNull(5) && (IDictionary)reader.GetValue(5) is var values)
        {
            foreach (string key in values.Keys)
                keys[Unquoted(key)] = values[key] as string;
        }

        return new WrittenFile(reader.GetString(0), Convert.ToInt64(reader.GetValue(1), CultureInfo.InvariantCulture), Convert.ToInt64(reader.GetValue(2), CultureInfo.InvariantCulture), columns, keys);
    }

    private static Dictionary<string, string> Figures(IDictionary map) =>
        map.Keys.Cast<string>().Where(name => map[name] is string).ToDictionary(name => name, name => (string)map[name]!);

    private static string Unquoted(string name) =>
        name is ['"', .., '"'] ? name[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : name;
}
