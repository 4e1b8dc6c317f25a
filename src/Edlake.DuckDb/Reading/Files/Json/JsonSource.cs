using System.Globalization;
using Edlake.DuckDb.Generation;
using Edlake.DuckDb.Reading.Files.Csv;
using Edlake.Files;
using Edlake.Files.Reading;
using Edlake.Sql.Binding;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Reading.Files.Json;

/// <summary>
/// JSON files: a document a line, or with <c>multiLine</c> a document or a list of them a file. Lines are read by the CSV reader, whole,
/// since it does so in parallel; what is no JSON object is a malformed record.
/// </summary>
internal sealed class JsonSource : FileSource
{
    private readonly ParseMode _mode;
    private readonly bool _isMultiLine;
    private readonly ScanColumns _columns;
    private readonly FieldCasts _casts;
    private CsvGroup? _lines;
    private CsvRejects? _rejects;
    private long _records;
    private bool _isSplit;
    private bool _isDeferred;
    private bool _hasLists;

    internal JsonSource(StatementRun run, BoundFileScan scan, IReadOnlyList<RawFile> files)
        : base(run, scan, files)
    {
        _mode = CsvOptions.ModeOf(scan.Scan);
        _isMultiLine = scan.Scan.Options.GetValueOrDefault("multiline", "false").Equals("true", StringComparison.OrdinalIgnoreCase);
        _columns = new ScanColumns(scan, files);
        _casts = new FieldCasts(run, FieldFormats.Of(scan.Scan, run.Context.Session.TimeZone));
    }

    /// <inheritdoc />
    internal override long Rows => _records;

    private string Name => string.Create(CultureInfo.InvariantCulture, $"json_{Scan.Output[0].Id}");

    /// <inheritdoc />
    internal override void Open(bool maySplit)
    {
        if (_lines is not null || Files.Count == 0)
            return;
        _isSplit = maySplit && !_isMultiLine;
        var options = CsvOptions.Lines(Scan.Scan);
        var looked = CsvFiles.Look(Run, Files, options);
        var surveys = looked.Select(item => item.Survey).ToList();
        _hasLists = surveys.Exists(survey => survey.HasListLines);
        var longest = surveys.Select(survey => survey.LongestLine).DefaultIfEmpty().Max();
        _lines = new CsvGroup(null, [.. looked.Select(item => item.File)], IsParallel: longest < CsvGroup.UsualLine) { Records = surveys.Sum(survey => survey.Records), Longest = longest };
        _rejects = new CsvRejects(Run, _lines, options, Name, 1);
        if (_isMultiLine)
            StoreDocuments();
        else if (!_isSplit)
            StoreLines(options);
        if (!_isMultiLine)
            _records = _lines.Records;
    }

    /// <inheritdoc />
    internal override string Sql()
    {
        if (Files.Count == 0)
            return $"SELECT {string.Join(", ", Scan.Output.Select(column => $"{FieldCasts.Null(column.Type)} AS {column.Sql()}"))} WHERE false";
        if (_isDeferred)
            return Select(Rejected);
        if (_isMultiLine)
            return Select($"SELECT i, record, false AS torn FROM {Name}");
        return Select(_isSplit ? $"SELECT *, false AS torn FROM ({Lines(CsvOptions.Lines(Scan.Scan))})" : $"SELECT i, record, false AS torn FROM {Name} UNION ALL {Rejected}");
    }

    /// <inheritdoc />
    internal override bool TakeDeferred()
    {
        if (!_isSplit || _isDeferred || _rejects is null)
            return false;
        _rejects.Take(_columns.Corrupt is not null);
        _isDeferred = true;
        return _rejects.Count > _rejects.Dropped;
    }

    // A line whose bytes are no text is none of JSON, however much what is left of it looks like it.
    private string Rejected => $"SELECT i, coalesce(record, {CsvRow.Field(0)}) AS record, record IS NOT NULL AS torn FROM {_rejects!.Table}";

    private string Select(string records)
    {
        var lookup = new FileLookup(Files, Scan.Metadata, _columns.Partitions, _casts);
        if (_hasLists)
            records = $"SELECT i, unnest({Documents("record")}) AS record, torn FROM ({records})";
        var documents = $"SELECT i, record, {Document()} AS doc FROM ({records}) WHERE trim(record) <> ''";
        if (_mode == ParseMode.DropMalformed)
            documents = $"SELECT * FROM ({documents}) WHERE doc IS NOT NULL";
        var row = new JsonRow(Scan, _mode, _columns, _casts, lookup);
        return $"SELECT {row.Items()} FROM (SELECT *, {row.Members} AS v FROM ({documents})) AS r{lookup.Join("r.i")}";
    }

    private string Document()
    {
        var otherwise = _mode == ParseMode.FailFast
            ? "error(concat('[FAILED_READ_FILE.NO_HINT] Error while reading file: the record is malformed: ', left(record, 200), ' SQLSTATE: KD001'))"
            : "NULL";
        return $"CASE WHEN NOT torn AND json_valid(record) AND json_type(record) = 'OBJECT' THEN CAST(record AS JSON) ELSE {otherwise} END";
    }

    // A list of documents stands for its documents; anything else for itself.
    private static string Documents(string text) =>
        $"CASE WHEN json_valid({text}) AND json_type({text}) = 'ARRAY' THEN CAST(json_extract({text}, '$[*]') AS VARCHAR[]) ELSE [{text}] END";

    // The reader of whole files leaves a byte order mark in its text.
    private const string Content = "ltrim(t.content, chr(65279))";

    private string Lines(CsvOptions options) =>
        $"SELECT CAST(file_index AS BIGINT) AS i, {CsvRow.Field(0)} AS record FROM {CsvReader.Sql(_lines!, options, _rejects!, 1)}";

    private void StoreLines(CsvOptions options)
    {
        Run.Execute($"CREATE TEMP TABLE {Name} AS {Lines(options)}");
        _rejects!.Take(_columns.Corrupt is not null);
    }

    // A list of documents gives a row each; a file that is no JSON is one malformed record.
    private void StoreDocuments()
    {
        var numbers = string.Join(", ", _lines!.Files.Select((file, i) => string.Create(CultureInfo.InvariantCulture, $"({i}::BIGINT, {PhysicalType.Literal(file.MachinePath)})")));
        Run.Execute(
            $"CREATE TEMP TABLE {Name} AS SELECT n.i, unnest({Documents(Content)}) AS record "
            + $"FROM read_text({PathText.List(_lines!.Files.Select(file => file.MachinePath))}) t JOIN (VALUES {numbers}) AS n(i, path) ON t.filename = n.path");
        _records = Convert.ToInt64(Run.Session.Scalar($"SELECT count(*) FROM {Name} WHERE trim(record) <> ''", Run.Cancellation), CultureInfo.InvariantCulture);
    }
}
