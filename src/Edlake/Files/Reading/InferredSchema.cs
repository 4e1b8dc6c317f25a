using System.Globalization;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Files.Reading;

/// <summary>What a schema found in raw files is made of besides the columns in them.</summary>
public static class InferredSchema
{
    /// <summary>Files that are looked at.</summary>
    public const int SampledFiles = 1000;

    /// <summary>The schema of a format whose files need not be looked at; null for the others.</summary>
    public static StructType? Fixed(string format) => format switch
    {
        "text" => new StructType([new StructField("value", new StringType())]),
        "binaryfile" => new StructType(
        [
            new StructField("path", new StringType()), new StructField("modificationTime", new TimestampType()),
            new StructField("length", new LongType()), new StructField("content", new BinaryType()),
        ]),
        _ => null,
    };

    /// <summary>Columns with those of the partition folders after them.</summary>
    public static StructType WithPartitions(StructType data, IReadOnlyList<RawFile> files)
    {
        var names = files.SelectMany(file => file.PartitionValues.Keys).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        var partitions = names.Select(name => new StructField(name, Partition([.. files.Select(file => file.PartitionValues.GetValueOrDefault(name)).OfType<string>()])));
        return new StructType([.. data.Fields.Where(field => !names.Contains(field.Name, StringComparer.OrdinalIgnoreCase)), .. partitions]);
    }

    /// <summary>The error where there is nothing to infer from.</summary>
    public static SqlException Unable(string path, string format) => new(
        "UNABLE_TO_INFER_SCHEMA", "42KD9", $"Unable to infer schema for {format.ToUpperInvariant()} from the files of '{path}'. It must be specified manually.", hint: "Give schema => '…'.");

    private static SparkType Partition(List<string> values) => values switch
    {
        [] => new StringType(),
        _ when values.TrueForAll(value => int.TryParse(value, CultureInfo.InvariantCulture, out _)) => new IntegerType(),
        _ when values.TrueForAll(value => long.TryParse(value, CultureInfo.InvariantCulture, out _)) => new LongType(),
        _ when values.TrueForAll(value => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) => new DateType(),
        _ => new StringType(),
    };
}
