using System.Globalization;
using Edlake.Files;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Reading.Files;

/// <summary>The hidden <c>_metadata</c> column: what is known of the file a row is in.</summary>
internal static class MetadataColumn
{
    /// <summary>The struct of one file.</summary>
    internal static string Of(RawFile file) => "{"
        + $"'file_path': {PhysicalType.Literal(file.DisplayPath)}, "
        + $"'file_name': {PhysicalType.Literal(file.DisplayPath[(file.DisplayPath.LastIndexOf('/') + 1)..])}, "
        + $"'file_size': {Number(file.Size)}, 'file_block_start': 0::BIGINT, 'file_block_length': {Number(file.Size)}, "
        + $"'file_modification_time': make_timestamptz({Number(file.ModifiedMicros)})" + "}";

    /// <summary>A query of one row a file: its place in the list and its struct.</summary>
    internal static string List(IReadOnlyList<RawFile> files, string column)
    {
        var rows = files.Select((file, i) => $"({Number(i)}, {Of(file)})");
        return $"SELECT * FROM (VALUES {string.Join(", ", rows)}) AS f(place, {column})";
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture) + "::BIGINT";
}
