using System.Globalization;
using Edlake.Files;
using Edlake.Files.Reading;
using Edlake.Spark.Connect;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.Spark.Reading.Csv;

/// <summary>The columns of CSV files: names from their headers, types from all their values where that is asked for.</summary>
internal sealed class CsvInference(SparkConnectSession session, FileScan scan)
{
    private readonly CsvOptions _options = CsvOptions.Of(scan);

    private bool InfersTypes => IsSet("inferschema") || IsSet("infercolumntypes");

    /// <summary>The schema; null where no file has a line.</summary>
    internal async Task<StructType?> OfAsync(IReadOnlyList<RawFile> files, CancellationToken cancellation)
    {
        var groups = CsvStart.Of(files, _options, cancellation)
            .Where(item => !_options.HasHeader || item.Start.Header is not null)
            .GroupBy(item => string.Join('\u0001', item.Start.Header ?? []))
            .Select(group => (group.First().Start.Header, Paths: group.Select(item => SparkPath.ToRead(item.File.MachinePath)).ToList()))
            .ToList();
        if (groups.Count == 0)
            return null;
        var found = new List<(IReadOnlyList<string> Names, IReadOnlyList<SparkType?> Types)>();
        foreach (var (header, paths) in groups)
        {
            var types = !InfersTypes && header is not null ? [.. header.Select(_ => (SparkType?)new StringType())] : await TypesAsync(paths, cancellation).ConfigureAwait(false);
            found.Add((header ?? [.. types.Select((_, i) => string.Create(CultureInfo.InvariantCulture, $"_c{i}"))], types));
        }

        // read_files has the columns of all files, Spark's own reader those of the first alone.
        var names = IsSet("mergeschema") || scan.Options.ContainsKey("infercolumntypes")
            ? found.SelectMany(group => group.Names).Distinct(StringComparer.OrdinalIgnoreCase)
            : found[0].Names;
        return new StructType([.. names.Select(name => new StructField(name, CsvTypes.Common(found.SelectMany(group => TypesOf(group, name)))))]);
    }

    private static IEnumerable<SparkType?> TypesOf((IReadOnlyList<string> Names, IReadOnlyList<SparkType?> Types) group, string name) =>
        group.Names.Zip(group.Types).Where(pair => pair.First.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(pair => pair.Second);

    // Null for a column without a value: Spark calls it a text then, which it would remain beside values of other files.
    private async Task<IReadOnlyList<SparkType?>> TypesAsync(IReadOnlyList<string> paths, CancellationToken cancellation)
    {
        var settings = CsvSettings.Of(scan, _options);
        settings["inferSchema"] = InfersTypes ? "true" : "false";
        foreach (var (name, key) in new[] { ("dateformat", "dateFormat"), ("timestampformat", "timestampFormat"), ("timezone", "timeZone") })
        {
            if (scan.Options.TryGetValue(name, out var value))
                settings[key] = value;
        }

        var relation = new FilesRelation("csv", paths) { Options = settings };
        var schema = await session.SchemaOfAsync(relation, cancellation).ConfigureAwait(false);
        var texts = schema.Fields.Select((field, i) => (field, i)).Where(item => item.field.Type is StringType).ToList();
        if (texts.Count == 0 || !InfersTypes)
            return [.. schema.Fields.Select(field => field.Type)];
        var all = new SelectedRelation(relation, [.. texts.Select(text => $"count({SparkSyntax.Name(text.field.Name)})")]);
        await using var result = await session.ReadAsync(all, cancellation: cancellation).ConfigureAwait(false);
        var counts = await result.ReadRowsAsync(cancellation).FirstAsync(cancellation).ConfigureAwait(false);
        var empty = texts.Where((_, at) => counts[at] is 0L).Select(text => text.i).ToHashSet();
        return [.. schema.Fields.Select((field, i) => empty.Contains(i) ? null : field.Type)];
    }

    private bool IsSet(string option) => "true".Equals(scan.Options.GetValueOrDefault(option), StringComparison.OrdinalIgnoreCase);
}
