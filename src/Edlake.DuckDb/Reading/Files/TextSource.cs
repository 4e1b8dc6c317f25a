using System.Globalization;
using Edlake.DuckDb.Generation;
using Edlake.Files;
using Edlake.Files.Reading;
using Edlake.Sql.Binding;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Reading.Files;

/// <summary>Text files: a row a line, or a row a file with <c>wholeText</c>.</summary>
internal sealed class TextSource(StatementRun run, BoundFileScan scan, IReadOnlyList<RawFile> files) : FileSource(run, scan, files)
{
    private readonly ScanColumns _columns = new(scan, files);
    private readonly Lazy<long> _rows = new(() => files.Count == 0 ? 0 : Convert.ToInt64(
        run.Session.Scalar($"SELECT count(*) FROM {Reader(scan, files)}", run.Cancellation), CultureInfo.InvariantCulture));

    /// <inheritdoc />
    internal override long Rows => _rows.Value;

    /// <inheritdoc />
    internal override string Sql()
    {
        if (Files.Count == 0)
            return $"SELECT {string.Join(", ", Scan.Output.Select(column => $"{FieldCasts.Null(column.Type)} AS {column.Sql()}"))} WHERE false";
        var lookup = new FileLookup(Files, Scan.Metadata, _columns.Partitions, new FieldCasts(Run));
        var given = lookup.Items.ToDictionary(item => item.Column, item => item.Sql);
        var items = Scan.Output.Select(column => $"{given.GetValueOrDefault(column) ?? (_columns.Data.Contains(column) ? "r.line" : FieldCasts.Null(column.Type))} AS {column.Sql()}");
        return $"SELECT {string.Join(", ", items)} FROM {Reader(Scan, Files)} AS r{lookup.Join("r.i")}";
    }

    // A whole file keeps its line breaks; a line ends with \n, \r\n or \r, and the last one needs no end.
    private static string Reader(BoundFileScan scan, IReadOnlyList<RawFile> files)
    {
        var numbers = string.Join(", ", files.Select((file, i) => string.Create(CultureInfo.InvariantCulture, $"({i}::BIGINT, {PhysicalType.Literal(file.MachinePath)})")));
        var content = $"(SELECT n.i, t.content FROM read_text({PathText.List(files.Select(file => file.MachinePath))}) t JOIN (VALUES {numbers}) AS n(i, path) ON t.filename = n.path)";
        return scan.Scan.Options.GetValueOrDefault("wholetext", "false").Equals("true", StringComparison.OrdinalIgnoreCase)
            ? $"(SELECT i, content AS line FROM {content})"
            : $"(SELECT i, unnest(string_split_regex(regexp_replace(content, '(\\r\\n|\\r|\\n)$', ''), '\\r\\n|\\r|\\n')) AS line FROM {content} WHERE content <> '')";
    }
}
