using System.Globalization;
using System.Text.RegularExpressions;
using Edlake.Files.Reading;
using Edlake.Sql.Binding;

namespace Edlake.Spark.Reading.Csv;

/// <summary>The fields of records with one header as the scan's columns.</summary>
internal sealed class CsvRow(ScanRow row, CsvOptions options, IReadOnlyList<string>? header, int width, bool readsBytes, bool isMultiLine)
{
    private const string Record = "record";
    private const string IsTorn = "torn";
    private const string IsCut = "cut";

    private readonly IReadOnlyDictionary<BoundColumn, int> _places = CsvPlaces.Of(header, options, row.Columns);

    private ScanColumns Columns => row.Columns;

    /// <summary>The scan's columns over a view of the records.</summary>
    internal string Sql(string records)
    {
        var texts = string.Concat(Enumerable.Range(0, width).Select(place => $", {Repaired(Raw(place))} AS {Text(place)}"));
        return $"SELECT {row.Items(Item)} FROM (SELECT *, {Kept()} AS {Record}{texts} FROM ({Decoded(records)})) WHERE {Guard()}";
    }

    // What the bytes of a field say, and the same with what is no text replaced.
    private static string Raw(int place) => string.Create(CultureInfo.InvariantCulture, $"b{place}");

    private static string Text(int place) => string.Create(CultureInfo.InvariantCulture, $"t{place}");

    // Bytes made text; nothing is looked at twice where all of it is ASCII.
    private string Decoded(string records)
    {
        var fields = Enumerable.Range(0, width).Select(place => $", {AsText(CsvFileReader.Field(place), place)} AS {Raw(place)}");
        var inner = $"SELECT *, {AsText($"trim(BOTH '\\r\\n' FROM {CsvFileReader.Record})", -1)} AS malformed{string.Concat(fields)} FROM {records}";
        var valid = Enumerable.Range(0, width).Select(place => $"is_valid_utf8({Raw(place)})").Prepend("is_valid_utf8(malformed)").Select(test => $"coalesce({test}, true)");
        return $"SELECT *, {(readsBytes ? $"NOT ({string.Join(" AND ", valid)})" : "false")} AS {IsTorn}, {Cut("'\\\\r?\\\\n\\\\z'")} AS {IsCut} FROM ({inner})";
    }

    private string AsText(string field, int place)
    {
        if (!readsBytes)
            return field;
        var text = $"CASE WHEN octet_length({field}) = char_length({field}) THEN {field} ELSE CAST(encode({field}, 'ISO-8859-1') AS STRING) END";
        return header is null && place == 0 ? $"trim(LEADING '\\uFEFF' FROM {text})" : text;
    }

    private static string Repaired(string text) => $"CASE WHEN {IsTorn} THEN {TornText.Repaired(text)} ELSE {text} END";

    // The text of a malformed record. One with bytes that are no text is put together again from its fields: Spark keeps no other.
    private string Kept() => $"CASE WHEN {IsCut} THEN {FileListing.LastLine} ELSE {Malformed()} END";

    private string Malformed()
    {
        if (!readsBytes)
            return "malformed";
        var fields = string.Join(", ", Enumerable.Range(0, width).Select(place => Rewritten(Raw(place))));
        return $"CASE WHEN {IsTorn} THEN {TornText.Repaired($"coalesce(malformed, concat_ws({Literal(options.Delimiter)}, {fields}))")} ELSE malformed END";
    }

    // The end of the file cuts the last record off within the quotes of its last field: Spark takes it for whole.
    private string Cut(string lineBreak)
    {
        if (options.Quote is null || width == 0)
            return "false";
        var fields = Enumerable.Range(0, width).Select(place => $"coalesce({(place == width - 1 ? $"regexp_replace({Raw(place)}, {lineBreak}, '')" : Raw(place))}, '')");
        return $"({FileListing.Cut} IS NOT NULL AND concat_ws({Literal(FileEnd.Separator)}, {string.Join(", ", fields)}) = {FileListing.Cut})";
    }

    private string Rewritten(string text)
    {
        if (options.Quote is not { } quote)
            return $"coalesce({text}, '')";
        var (mark, escaped) = (quote.ToString(), $"{options.Escape}{quote}");
        return $"CASE WHEN {text} RLIKE {Literal($"[\\r\\n{Regex.Escape(mark)}]|{Regex.Escape(options.Delimiter)}")} THEN concat({Literal(mark)}, replace({text}, {Literal(mark)}, {Literal(escaped)}), {Literal(mark)}) ELSE coalesce({text}, '') END";
    }

    // False for a record to be left out; fails for one that may not be there. A condition is not left out where its columns are not asked for.
    private string Guard()
    {
        var cases = $"{Breaks()}{Swallowed()}WHEN {Record} IS NULL THEN true{OpenQuote()}";
        if (readsBytes && Columns.Corrupt is null)
            cases += $" WHEN {IsTorn} THEN {BadField.BadEncoding(Record, FileListing.Path)}";
        cases += options.Mode switch
        {
            ParseMode.FailFast => $" WHEN true THEN {BadField.Malformed(Record, FileListing.Path)}",
            ParseMode.DropMalformed => " WHEN true THEN false",
            _ => "",
        };
        return $"CASE {cases} ELSE true END";
    }

    // Where lines had to be read as if multiLine were set, no value may have one all the same.
    private string Breaks()
    {
        if (options.IsMultiLine || !isMultiLine)
            return "";
        var any = string.Join(" OR ", Enumerable.Range(0, width).Select(place => $"{Text(place)} RLIKE '[\\\\r\\\\n]'"));
        return $"WHEN {any} THEN {BadField.OpenQuote(false, Text(0), FileListing.Path)} ";
    }

    // A quote of the last field that nothing closes has taken lines with it, to the end of the file, and left the number of fields right.
    private string Swallowed()
    {
        if (!options.IsMultiLine || options.Quote is not { } quote || width == 0)
            return "";
        var last = Raw(width - 1);
        var end = $"concat('\\n', replace({FileListing.LastLine}, {Literal($"{options.Escape}{quote}")}, {Literal(quote.ToString())}))";
        var blanks = $"NOT {IsCut} AND {Cut("'[\\\\r\\\\n]+\\\\z'")}";
        return $"WHEN ({last} RLIKE '[\\\\r\\\\n]' AND endswith(regexp_replace({last}, '[\\\\r\\\\n]+\\\\z', ''), {end})) OR ({blanks}) THEN {BadField.OpenQuote(true, last, FileListing.Path)} ";
    }

    // A quote at the beginning of a field that nothing closes: at the end of a file it was cut off, elsewhere it has taken other lines with it.
    private string OpenQuote()
    {
        if (options.Quote is not { } mark)
            return "";
        var (quote, escape) = (Regex.Escape(mark.ToString()), Regex.Escape(options.Escape.ToString()));
        var inside = options.Escape == mark ? $"(?:[^{quote}]++|{quote}{quote})*+" : $"(?:[^{quote}{escape}]++|{escape}.)*+";
        var open = $"{Record} RLIKE {Literal($"(?s)(?:^|{Regex.Escape(options.Delimiter)}){quote}{inside}\\z")}";
        var swallows = options.IsMultiLine
            ? $"{Record} RLIKE {Literal("[\\r\\n]")}"
            : $"NOT ({Record} <=> {FileListing.LastLine})";
        var cases = $" WHEN {open} AND {swallows} THEN {BadField.OpenQuote(options.IsMultiLine, Record, FileListing.Path)}";

        // The other half of such a value: its first half may have had the right number of fields.
        var closed = $"{Record} RLIKE {Literal($"^[^{quote}]*[^{quote}{Regex.Escape(options.Delimiter)}]{quote}(?:{Regex.Escape(options.Delimiter)}|\\z)")}";
        return options.IsMultiLine ? cases : $"{cases} WHEN {closed} THEN {BadField.OpenQuote(false, Record, FileListing.Path)}";
    }

    private string? Item(BoundColumn column) =>
        column == Columns.Corrupt ? Corrupt(column)
        : column == Columns.Rescued ? Rescued()
        : _places.TryGetValue(column, out var place) ? Value(column, place)
        : null;

    // In mode PERMISSIVE, and where it is rescued, a field that does not fit is NULL.
    private string Value(BoundColumn column, int place)
    {
        var value = row.Casts.Sql(Text(place), column.Type);
        return options.Mode == ParseMode.Permissive || Columns.Rescued is not null || FieldCasts.IsText(column.Type)
            ? value
            : $"CASE WHEN {IsMisfit(column, place)} THEN {BadField.Fail(options.Mode, column.Name, column.Type, Text(place), FileListing.Path)} ELSE {value} END";
    }

    // A record with a field that does not fit is one for this column too, unless the field is rescued.
    private string Corrupt(BoundColumn corrupt)
    {
        if (Columns.Rescued is not null || options.Mode != ParseMode.Permissive)
            return Record;
        var failures = string.Concat(Typed().Select(field =>
            $" WHEN {IsMisfit(field.Key, field.Value)} THEN {BadField.NoText(corrupt.Name, field.Key.Name, field.Key.Type, Text(field.Value), FileListing.Path)}"));
        return failures.Length == 0 ? Record : $"CASE WHEN {Record} IS NOT NULL THEN {Record}{failures} END";
    }

    // Fields without a column, and texts that are no value of their column's type; nothing is rescued of a row that fits.
    private string Rescued()
    {
        var members = Typed().Select(field => (field.Key.Name, field.Value, IsMisfit(field.Key, field.Value)));
        if (header is not null)
            members = Enumerable.Range(0, header.Count).Except(_places.Values).Select(place => (header[place], place, $"{Text(place)} IS NOT NULL")).Concat(members);
        var all = members.ToList();
        if (all.Count == 0)
            return "CAST(NULL AS STRING)";
        var parts = all.Select(member => $"{Literal(member.Item1)}, CASE WHEN {member.Item3} THEN {Text(member.Item2)} END").Append($"'_file_path', {FileListing.Path}");
        return $"CASE WHEN {string.Join(" OR ", all.Select(member => $"({member.Item3})"))} THEN to_json(named_struct({string.Join(", ", parts)})) END";
    }

    private IEnumerable<KeyValuePair<BoundColumn, int>> Typed() => _places.Where(pair => !FieldCasts.IsText(pair.Key.Type));

    private string IsMisfit(BoundColumn column, int place) => $"{Text(place)} IS NOT NULL AND {row.Casts.Sql(Text(place), column.Type)} IS NULL";

    private static string Literal(string text) => SparkSyntax.Literal(text);
}
