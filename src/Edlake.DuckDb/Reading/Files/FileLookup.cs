using System.Globalization;
using Edlake.DuckDb.Generation;
using Edlake.Files;
using Edlake.Sql.Binding;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Reading.Files;

/// <summary>
/// What each row gets from its file: <c>_metadata</c> and partition values. A single file's are constants; of several files they are
/// looked up by the reader's number of the file.
/// </summary>
internal sealed class FileLookup(IReadOnlyList<RawFile> files, BoundColumn? metadata, IReadOnlyList<BoundColumn> partitions, FieldCasts casts)
{
    /// <summary>The values as select items under the columns' names.</summary>
    internal IEnumerable<(BoundColumn Column, string Sql)> Items =>
        partitions.Select(column => (column, IsConstant ? Value(files[0], column) : $"f.{column.Sql()}"))
            .Concat(metadata is null ? [] : [(metadata, IsConstant ? MetadataColumn.Of(files[0]) : $"f.{metadata.Sql()}")]);

    /// <summary>The displayed path of a row's file.</summary>
    internal string Path => IsConstant ? PhysicalType.Literal(files[0].DisplayPath) : "f.display_path";

    /// <summary>What is to be joined to a reader named <c>r</c>; empty for nothing.</summary>
    internal string Join(string number = "CAST(r.file_index AS BIGINT)")
    {
        if (IsConstant)
            return "";
        var rows = files.Select((file, i) => string.Create(
            CultureInfo.InvariantCulture, $"({i}::BIGINT, {PhysicalType.Literal(file.DisplayPath)}{string.Concat(partitions.Select(column => $", {Value(file, column)}"))}{(metadata is null ? "" : $", {MetadataColumn.Of(file)}")})"));
        var names = new[] { "i", "display_path" }.Concat(partitions.Select(column => column.Sql())).Concat(metadata is null ? [] : [metadata.Sql()]);
        return $" JOIN (VALUES {string.Join(", ", rows)}) AS f({string.Join(", ", names)}) ON {number} = f.i";
    }

    private bool IsConstant => files.Count == 1;

    private string Value(RawFile file, BoundColumn column) => file.PartitionValues.GetValueOrDefault(column.Name) is { } text
        ? casts.Sql(PhysicalType.Literal(text), column.Type)
        : $"CAST(NULL AS {PhysicalType.Of(column.Type)})";
}
