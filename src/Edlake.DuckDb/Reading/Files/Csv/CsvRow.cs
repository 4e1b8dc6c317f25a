using Edlake.DuckDb.Generation;
using Edlake.Files.Reading;
using Edlake.Sql.Binding;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Reading.Files.Csv;

/// <summary>The fields of a group's records as the scan's columns.</summary>
internal sealed class CsvRow(CsvGroup group, CsvOptions options, ScanColumns columns, BoundFileScan scan, FieldCasts casts, FileLookup lookup)
{
    private readonly IReadOnlyDictionary<BoundColumn, int> _places = CsvPlaces.Of(group.Header, options, columns);

    /// <summary>Name of a field in the reader's output.</summary>
    internal static string Field(int place) => $"f{place.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>The text of a field over a reader named <c>r</c>, NULL where the options say that it is none.</summary>
    internal static string Text(int place, CsvOptions options)
    {
        var text = $"r.{Field(place)}";
        if (options.TrimsStart)
            text = $"ltrim({text}, ' \t')";
        if (options.TrimsEnd)
            text = $"rtrim({text}, ' \t')";
        return options.NullText.Length == 0 ? text : $"nullif({text}, {PhysicalType.Literal(options.NullText)})";
    }

    /// <summary>The select list over a reader named <c>r</c>; <paramref name="record"/> is the SQL of the raw text of a malformed record.</summary>
    internal string Items(string record)
    {
        var given = lookup.Items.ToDictionary(item => item.Column, item => item.Sql);
        return string.Join(", ", scan.Output.Select(column => $"{Item(column, record, given)} AS {column.Sql()}"));
    }

    private string Item(BoundColumn column, string record, Dictionary<BoundColumn, string> given) =>
        given.TryGetValue(column, out var sql) ? sql
        : column == columns.Corrupt ? Corrupt(column, record)
        : column == columns.Rescued ? Rescued()
        : _places.TryGetValue(column, out var place) ? Value(column, place)
        : FieldCasts.Null(column.Type);

    private string Text(int place) => group.HasReturnsInValues ? $"replace({Text(place, options)}, chr(13) || chr(10), chr(10))" : Text(place, options);

    // In mode PERMISSIVE, and where it is rescued, a field that does not fit is NULL.
    private string Value(BoundColumn column, int place)
    {
        var value = casts.Over(Text(place), column.Type);
        return options.Mode == ParseMode.Permissive || columns.Rescued is not null || FieldCasts.IsText(column.Type)
            ? value
            : $"CASE WHEN {Text(place)} IS NOT NULL AND {value} IS NULL THEN {BadField.Fail(options.Mode, column.Name, column.Type, Text(place), lookup.Path)} ELSE {value} END";
    }

    // A record with a field that does not fit is one for this column too, unless the field is rescued.
    private string Corrupt(BoundColumn corrupt, string record)
    {
        if (columns.Rescued is not null || options.Mode != ParseMode.Permissive)
            return record;
        var typed = _places.Where(pair => !FieldCasts.IsText(pair.Key.Type)).Select(pair => (Column: pair.Key, Text: Text(pair.Value)));
        var failures = string.Concat(typed.Select(field =>
            $" WHEN {field.Text} IS NOT NULL AND {casts.Over(field.Text, field.Column.Type)} IS NULL THEN {BadField.NoText(corrupt.Name, field.Column.Name, field.Column.Type, field.Text, lookup.Path)}"));
        return failures.Length == 0 ? record : $"CASE WHEN {record} IS NOT NULL THEN {record}{failures} END";
    }

    // Fields without a column, and texts that are no value of their column's type; nothing is rescued of a row that fits.
    private string Rescued()
    {
        if (group.Header is not { } header)
            return Json([.. Misfits()]);
        var extra = Enumerable.Range(0, header.Count).Except(_places.Values).Select(place => (header[place], Text(place), $"{Text(place)} IS NOT NULL"));
        return Json([.. extra, .. Misfits()]);
    }

    private IEnumerable<(string Name, string Text, string Condition)> Misfits() => _places
        .Where(pair => !FieldCasts.IsText(pair.Key.Type))
        .Select(pair => (pair.Key.Name, Text(pair.Value), $"{Text(pair.Value)} IS NOT NULL AND {casts.Over(Text(pair.Value), pair.Key.Type)} IS NULL"));

    private string Json(IReadOnlyList<(string Name, string Text, string Condition)> members)
    {
        if (members.Count == 0)
            return "CAST(NULL AS VARCHAR)";
        var parts = members.Select(member => $"CASE WHEN {member.Condition} THEN concat({PhysicalType.Literal($"{JsonText.Quoted(member.Name)}:")}, CAST(to_json({member.Text}) AS VARCHAR)) END");
        var any = string.Join(" OR ", members.Select(member => $"({member.Condition})"));
        return $"CASE WHEN {any} THEN concat('{{', concat_ws(',', {string.Join(", ", parts)}, concat('\"_file_path\":', CAST(to_json({lookup.Path}) AS VARCHAR))), '}}') END";
    }
}
