using System.Globalization;
using Apache.Arrow;
using Edlake.Files;
using Edlake.Files.Reading;
using Edlake.Spark.Connect;
using Edlake.Sql.Types;

namespace Edlake.Spark.Reading;

/// <summary>
/// What each row gets from its file: the path as the notebook's world knows it, <c>_metadata</c> and partition values. It is a small
/// relation, a row a file, that the readers' rows are joined with.
/// </summary>
internal sealed class FileListing(IReadOnlyList<RawFile> files, ScanColumns columns, FieldCasts casts)
{
    /// <summary>The path of the row's file, as <c>_metadata.file_path</c> is to show it.</summary>
    internal const string Path = "_edlake_file";

    /// <summary>The last line of the row's file, where <see cref="Ends"/> has it.</summary>
    internal const string LastLine = "_edlake_last_line";

    /// <summary>The fields of that line where a quote is left open in it, as <see cref="FileEnd.Cut"/>.</summary>
    internal const string Cut = "_edlake_cut";

    /// <summary>The place of the file in the list.</summary>
    internal const string Place = "_edlake_place";

    /// <summary>What <c>_metadata</c> says of the row's file.</summary>
    internal const string Facts = "_edlake_facts";

    private const string Key = "_edlake_key";

    /// <summary>How files end, by their path on this machine.</summary>
    internal IReadOnlyDictionary<string, FileEnd> Ends { get; init; } = new Dictionary<string, FileEnd>();

    /// <summary>The rows as they are sent: texts and numbers.</summary>
    internal LocalRowsRelation Rows()
    {
        var fields = new List<StructField> { new(Key, new StringType(), false), new(Place, new IntegerType(), false), new(Path, new StringType(), false), new("_size", new LongType(), false), new("_modified", new LongType(), false), new(LastLine, new StringType()), new(Cut, new StringType()) };
        fields.AddRange(columns.Partitions.Select((_, i) => new StructField(Partition(i), new StringType())));
        var arrays = new List<IArrowArray>
        {
            Texts(files.Select(file => SparkPath.InMetadata(file.MachinePath))),
            new Int32Array.Builder().AppendRange(Enumerable.Range(0, files.Count)).Build(),
            Texts(files.Select(file => file.DisplayPath)),
            new Int64Array.Builder().AppendRange(files.Select(file => file.Size)).Build(),
            new Int64Array.Builder().AppendRange(files.Select(file => file.ModifiedMicros)).Build(),
            Texts(files.Select(file => Ends.GetValueOrDefault(file.MachinePath)?.LastLine)),
            Texts(files.Select(file => Ends.GetValueOrDefault(file.MachinePath)?.Cut)),
        };
        arrays.AddRange(columns.Partitions.Select(column => Texts(files.Select(file => file.PartitionValues.GetValueOrDefault(column.Name)))));
        var schema = new Schema.Builder();
        foreach (var (field, array) in fields.Zip(arrays))
            schema.Field(builder => builder.Name(field.Name).DataType(array.Data.DataType).Nullable(field.Nullable));
        return new LocalRowsRelation(new StructType(fields), [new RecordBatch(schema.Build(), arrays, files.Count)]);
    }

    /// <summary>A query over <see cref="Rows"/> that has the columns' own values.</summary>
    internal string Values(string rows)
    {
        var partitions = columns.Partitions.Select((column, i) => $", {casts.Sql(Partition(i), column.Type)} AS {Partition(i)}");
        return $"SELECT {Key}, {Place}, {Path}, {LastLine}, {Cut}, {Metadata} AS {Facts}{string.Concat(partitions)} FROM {rows}";
    }

    /// <summary>A query of a reader's records with what is known of their files; see <see cref="Figures"/> for those of a file that is not in the list.</summary>
    internal static string Joined(string records, string facts) =>
        $"SELECT /*+ BROADCAST(f) */ r.*, f.* FROM {records} AS r LEFT JOIN {facts} AS f ON r.{ReaderPart.PathColumn} = f.{Key}";

    /// <summary>What is counted while the rows of <see cref="Joined"/> pass: the records, and those whose file is known.</summary>
    internal static IReadOnlyDictionary<string, string> Figures(string rows) => new Dictionary<string, string>
    {
        ["records"] = rows,
        ["passed"] = "count(1)",
        ["known"] = $"count({Key})",
    };

    private static string Metadata => $"named_struct('file_path', {Path}, 'file_name', substring_index({Path}, '/', -1), 'file_size', _size, "
        + "'file_block_start', 0L, 'file_block_length', _size, 'file_modification_time', timestamp_micros(_modified))";

    private static string Partition(int place) => string.Create(CultureInfo.InvariantCulture, $"_edlake_partition_{place}");

    private static StringArray Texts(IEnumerable<string?> texts)
    {
        var array = new StringArray.Builder();
        foreach (var text in texts)
            array = text is null ? array.AppendNull() : array.Append(text);
        return array.Build();
    }
}
