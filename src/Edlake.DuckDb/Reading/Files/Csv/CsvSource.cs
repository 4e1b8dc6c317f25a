using System.Globalization;
using Edlake.Diagnostics;
using Edlake.Files;
using Edlake.Files.Reading;
using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Reading.Files.Csv;

/// <summary>
/// CSV files. DuckDB's own reader takes the good records, in parallel, files with equal headers together; what it rejects is split again
/// as Spark would and follows in a second pass, or from a table where the statement can have one pass only.
/// </summary>
internal sealed class CsvSource : FileSource
{
    private readonly CsvOptions _options;
    private readonly ScanColumns _columns;
    private readonly FieldCasts _casts;
    private readonly List<(CsvGroup Group, CsvRejects Rejects)> _groups = [];
    private bool _isSplit;
    private bool _isDeferred;
    private bool _isStored;

    internal CsvSource(StatementRun run, BoundFileScan scan, IReadOnlyList<RawFile> files)
        : base(run, scan, files)
    {
        _options = CsvOptions.Of(scan.Scan);
        _columns = new ScanColumns(scan, files);
        _casts = new FieldCasts(run, FieldFormats.Of(scan.Scan, run.Context.Session.TimeZone));
    }

    /// <inheritdoc />
    internal override long Rows => _groups.Sum(item => item.Group.Records);

    /// <inheritdoc />
    internal override void Open(bool maySplit)
    {
        if (_groups.Count > 0)
            return;
        _isSplit = maySplit;
        var surveys = CsvFiles.Look(Run, Files, _options).Where(item => item.Survey.Records > 0).ToList();
        foreach (var group in surveys.GroupBy(item => (Header: string.Join('\u0001', item.Survey.Header ?? []), IsParallel: !item.Survey.HasQuotedBreaks && item.Survey.LongestLine < CsvGroup.UsualLine, HasReturns: item.Survey is { HasReturns: true, HasQuotedBreaks: true }, item.Survey.SkippedLines)))
        {
            var parts = new CsvGroup(group.First().Survey.Header, [.. group.Select(item => item.File)], group.Key.IsParallel)
            {
                Records = group.Sum(item => item.Survey.Records),
                Longest = group.Max(item => item.Survey.LongestLine),
                HasReturnsInValues = group.Key.HasReturns,
                SkippedLines = group.Key.SkippedLines,
                Open = group.Select((item, i) => (i, item.Survey.Open)).Where(item => item.Open is not null).ToDictionary(item => item.i, item => item.Open!),
            };
            var name = string.Create(CultureInfo.InvariantCulture, $"csv_{Scan.Output[0].Id}_{_groups.Count}");
            _groups.Add((parts, new CsvRejects(Run, parts, _options, name, parts.Width(_columns.Data.Count))));
        }

        if (!_isSplit && _groups.Count > 0)
            Store();
    }

    /// <inheritdoc />
    internal override string Sql()
    {
        if (_groups.Count == 0)
            return $"SELECT {string.Join(", ", Scan.Output.Select(column => $"{FieldCasts.Null(column.Type)} AS c{column.Id.ToString(CultureInfo.InvariantCulture)}"))} WHERE false";
        return string.Join(" UNION ALL ", _isStored
            ? _groups.SelectMany(item => new[] { FromTable(item.Group, Stored(item.Rejects)), FromTable(item.Group, item.Rejects.Table) })
            : _groups.Select(item => _isDeferred ? FromTable(item.Group, item.Rejects.Table) : FromFiles(item.Group, item.Rejects)));
    }

    /// <inheritdoc />
    internal override bool TakeDeferred()
    {
        if (_isStored || _isDeferred || _groups.Count == 0)
            return false;
        foreach (var (_, rejects) in _groups)
            rejects.Take(_columns.Corrupt is not null);
        _isDeferred = true;
        return _groups.Any(item => item.Rejects.Count > item.Rejects.Dropped);
    }

    /// <inheritdoc />
    internal override void CheckComplete(long rows) => Check(rows, Rows - _groups.Sum(item => item.Rejects.Dropped));

    private static string Stored(CsvRejects rejects) => $"{rejects.Table}_good";

    // The good records once, then what the reader rejected meanwhile: the statement may ask for them as often as it likes.
    private void Store()
    {
        foreach (var (group, rejects) in _groups)
        {
            Run.Execute($"CREATE TEMP TABLE {Stored(rejects)} AS SELECT CAST(r.file_index AS BIGINT) AS i, CAST(NULL AS VARCHAR) AS record{string.Concat(Fields(group).Select(field => $", r.{field}"))} FROM {Reader(group, rejects)} AS r");
            rejects.Take(_columns.Corrupt is not null);
            Check(Convert.ToInt64(Run.Session.Scalar($"SELECT count(*) FROM {Stored(rejects)}", Run.Cancellation), CultureInfo.InvariantCulture) + rejects.Count, group.Records);
        }

        _isStored = true;
    }

    private void Check(long rows, long expected)
    {
        if (rows == expected)
            return;
        throw new EdlakeException(
            "CSV_RECORDS_LOST",
            string.Create(CultureInfo.InvariantCulture, $"The files of '{Scan.Scan.Path}' hold {expected} records, but {rows} were read."),
            "A quote that is not closed may join lines; look at the files' quotes, or set quote and escape as the files have them.");
    }

    private string FromFiles(CsvGroup group, CsvRejects rejects)
    {
        var lookup = Lookup(group);
        return $"SELECT {Row(group, lookup).Items("CAST(NULL AS VARCHAR)")} FROM {Reader(group, rejects)} AS r{lookup.Join()}";
    }

    private string FromTable(CsvGroup group, string table)
    {
        var lookup = Lookup(group);
        return $"SELECT {Row(group, lookup).Items("r.record")} FROM {table} AS r{lookup.Join("r.i")}";
    }

    private CsvRow Row(CsvGroup group, FileLookup lookup) => new(group, _options, _columns, Scan, _casts, lookup);

    private FileLookup Lookup(CsvGroup group) => new(group.Files, Scan.Metadata, _columns.Partitions, _casts);

    private IEnumerable<string> Fields(CsvGroup group) => Enumerable.Range(0, group.Width(_columns.Data.Count)).Select(CsvRow.Field);

    private string Reader(CsvGroup group, CsvRejects rejects) => CsvReader.Sql(group, _options, rejects, group.Width(_columns.Data.Count));
}
