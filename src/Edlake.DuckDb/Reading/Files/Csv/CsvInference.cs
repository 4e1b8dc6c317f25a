using Edlake.Files;
using Edlake.Files.Reading;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Reading.Files.Csv;

/// <summary>The columns of CSV files: names from their headers, types from all their values where that is asked for.</summary>
internal sealed class CsvInference(StatementRun run, FileScan scan)
{
    private readonly CsvOptions _options = CsvOptions.Of(scan);

    /// <summary>The schema; null where no file has a line.</summary>
    internal StructType? Of(IReadOnlyList<RawFile> files)
    {
        var looked = CsvFiles.Look(run, files, _options).Where(item => item.Survey.Header is not null || item.Survey.Records > 0).ToList();
        if (looked.Count == 0)
            return null;
        var groups = Groups(looked);
        var names = Names(groups).ToList();
        return new StructType([.. names.Zip(Types(groups, names), (name, type) => new StructField(name, type))]);
    }

    private static List<CsvGroup> Groups(List<(RawFile File, CsvSurvey Survey)> looked)
    {
        var groups = looked.GroupBy(item => (Header: string.Join('\u0001', item.Survey.Header ?? []), IsParallel: !item.Survey.HasQuotedBreaks && item.Survey.LongestLine < CsvGroup.UsualLine, item.Survey.SkippedLines))
            .Select(group => new CsvGroup(group.First().Survey.Header, [.. group.Select(item => item.File)], group.Key.IsParallel)
            {
                Records = group.Sum(item => item.Survey.Records),
                Longest = group.Max(item => item.Survey.LongestLine),
                SkippedLines = group.Key.SkippedLines,
            });
        return [.. groups];
    }

    // read_files has the columns of all files, Spark's own reader those of the first alone.
    private IEnumerable<string> Names(List<CsvGroup> groups)
    {
        if (!_options.HasHeader)
            return Enumerable.Range(0, groups.SelectMany(group => group.Files).Select(file => CsvSample.Width(file, _options)).First()).Select(i => $"_c{i}");
        return SchemaInference.IsSet(scan, "mergeschema") || scan.Options.ContainsKey("infercolumntypes")
            ? groups.SelectMany(group => group.Header!).Distinct(StringComparer.OrdinalIgnoreCase)
            : groups[0].Header!;
    }

    private IEnumerable<SparkType> Types(List<CsvGroup> groups, List<string> names)
    {
        var found = names.ToDictionary(name => name, _ => ColumnEvidence.None, StringComparer.OrdinalIgnoreCase);
        if (!SchemaInference.IsSet(scan, "inferschema") && !SchemaInference.IsSet(scan, "infercolumntypes"))
            return names.Select(_ => (SparkType)new StringType());
        // Whether a text is a timestamp does not depend on the zone, and there is no session yet whose zone it could have.
        var sample = new CsvSample(run, _options, FieldFormats.Of(scan, scan.Options.GetValueOrDefault("timezone") ?? run.Context.Session.TimeZone));
        foreach (var group in groups.Where(group => group.Records > 0))
        {
            var fields = group.Header ?? names;
            foreach (var (name, evidence) in fields.Zip(sample.Of(group, fields.Count)).Where(pair => found.ContainsKey(pair.First)))
                found[name] = found[name].With(evidence);
        }

        return names.Select(name => found[name].Type);
    }
}
