using System.Text.RegularExpressions;
using Edlake.Files.Reading;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.Spark.Reading.Json;

/// <summary>The members of JSON documents as the scan's columns.</summary>
internal sealed class JsonRow(ScanRow row, string text, bool isMultiLine)
{
    private const string Record = "record";
    private const string IsDocument = "is_document";
    private const string Texts = "texts";
    private const string Keys = "members";

    // Spark would take more for JSON than the standard does.
    private const string Strict = "map('allowSingleQuotes', 'false')";

    private readonly ParseMode _mode = CsvOptions.ModeOf(row.Scan.Scan);
    private readonly JsonValue _values = new(row.Casts);

    private ScanColumns Columns => row.Columns;

    /// <summary>The scan's columns over a view of the lines or files.</summary>
    internal string Sql(string lines) => $"SELECT {row.Items(Item)} FROM ({Documents(lines)}) WHERE {Guard()}";

    private string Documents(string lines)
    {
        var repaired = $"SELECT *, is_valid_utf8({text}) AS is_text, CASE WHEN is_valid_utf8({text}) THEN {Content} ELSE {TornText.Repaired(text)} END AS content_text FROM {lines}";
        var records = $"SELECT *, {Record} FROM ({repaired}) LATERAL VIEW explode(CASE WHEN ltrim(content_text) LIKE '[%' THEN {Listed("content_text")} ELSE array(content_text) END) l AS {Record}";
        var parsed = $"SELECT *, from_json(concat('[', {Record}, ']'), {Schema(true)}, {Strict}) AS parsed FROM ({records}) WHERE trim({Record}) <> ''";
        var checkedOnes = $"SELECT *, is_text AND coalesce(size(parsed) = 1 AND get(parsed, 0) IS NOT NULL AND {IsWhole}, false) AS {IsDocument} FROM ({parsed})";
        return $"SELECT *, get(parsed, 0) AS {Texts}{(Columns.Rescued is null ? "" : $", CASE WHEN {IsDocument} THEN from_json({Record}, 'MAP<STRING, STRING>', {Strict}) END AS {Keys}")} FROM ({checkedOnes})";
    }

    private string Content => isMultiLine ? $"trim(LEADING '\\uFEFF' FROM {text})" : text;

    // Text after the document ends the parser's list early; in an object it would be an error. Only a bracket after a brace can do it.
    private string IsWhole =>
        $"(NOT {Record} RLIKE '[}}][^]]*\\\\]' OR from_json(concat('{{\"r\":', {Record}, '}}'), {Schema(false)}, {Strict}).r IS NOT NULL)";

    // A list of documents stands for its documents, anything else for itself. Where all are objects one pass takes them out.
    private static string Listed(string list) =>
        $"CASE WHEN NOT coalesce(size(from_json(concat('[', {list}, ']'), 'ARRAY<ARRAY<STRING>>', {Strict})) = 1, false) THEN array({list}) "
        + $"WHEN from_json({list}, 'ARRAY<STRUCT<x: STRING>>', {Strict}) IS NOT NULL THEN from_json({list}, 'ARRAY<STRING>', {Strict}) ELSE {JsonPath.Elements(list)} END";

    private IEnumerable<BoundColumn> TextColumns => Columns.Data.Where(column => FieldCasts.IsText(column.Type));

    private string Schema(bool isList)
    {
        var names = TextColumns.Select(column => column.Name).DefaultIfEmpty("x");
        var fields = string.Join(", ", names.Select(name => $"{SparkSyntax.Name(name)}: STRING"));
        return SparkSyntax.Literal(isList ? $"ARRAY<STRUCT<{fields}>>" : $"r STRUCT<{fields}>");
    }

    // False for a record to be left out; fails for one that may not be there. A condition is not left out where its columns are not asked for.
    private string Guard()
    {
        var cases = $"WHEN {IsDocument} THEN true";
        if (Columns.Corrupt is null)
            cases += $" WHEN NOT is_text THEN {BadField.BadEncoding(Record, FileListing.Path)}";
        cases += _mode switch
        {
            ParseMode.FailFast => $" WHEN true THEN {BadField.Malformed(Record, FileListing.Path)}",
            ParseMode.DropMalformed => " WHEN true THEN false",
            _ => "",
        };
        return $"CASE {cases} ELSE true END";
    }

    private string? Item(BoundColumn column) =>
        column == Columns.Corrupt ? Corrupt()
        : column == Columns.Rescued ? Rescued()
        : Columns.Data.Contains(column) ? Value(column)
        : null;

    // In mode PERMISSIVE, and where it is rescued, a value that does not fit is NULL.
    private string Value(BoundColumn column)
    {
        if (FieldCasts.IsText(column.Type))
            return Text(column);
        var member = Member(column);
        var value = $"CASE WHEN {IsDocument} THEN {_values.Sql(member, column.Type)} END";
        return _mode != ParseMode.Permissive && Columns.Rescued is null && _values.Misfit(member, column.Type) is { } misfit
            ? $"CASE WHEN {IsDocument} AND {misfit} THEN {BadField.Fail(_mode, column.Name, column.Type, member, FileListing.Path)} ELSE {value} END"
            : value;
    }

    // A number that is asked for as text is the text that came, 1.50 and not 1.5.
    private static string Text(BoundColumn column)
    {
        var value = $"{Texts}.{SparkSyntax.Name(column.Name)}";
        var token = $"regexp_extract({Record}, {SparkSyntax.Literal($"\"{Regex.Escape(column.Name)}\"\\s*:\\s*(-?[0-9][0-9.eE+-]*)")}, 1)";
        var isNumber = $"{token} <> {value} AND try_cast({token} AS DOUBLE) = try_cast({value} AS DOUBLE) AND NOT coalesce({JsonPath.Member(Record, column.Name)} LIKE '\"%', false)";
        return $"CASE WHEN NOT {IsDocument} THEN NULL WHEN {value} RLIKE '^-?[0-9]+[.eE]' AND {isNumber} THEN {token} WHEN {value} IN ('\"NaN\"', '\"Infinity\"', '\"-Infinity\"') THEN replace({value}, '\"', '') ELSE {value} END";
    }

    // Functions on texts know no NaN; a document that has one is read by the other parser, which tells no text from a number.
    private static string Member(BoundColumn column)
    {
        var other = $"from_json({Record}, 'MAP<STRING, STRING>', {Strict})[{SparkSyntax.Literal(column.Name)}]";
        return $"coalesce({JsonPath.Member(Record, column.Name)}, CASE WHEN json_object_keys({Record}) IS NULL THEN replace({other}, '\"', '') END)";
    }

    // The text of what is no document, and of one with a value that does not fit, unless that is rescued.
    private string Corrupt()
    {
        var misfits = Columns.Rescued is not null ? [] : Columns.Data.Select(column => _values.Misfit(Member(column), column.Type)).OfType<string>();
        return $"CASE WHEN {string.Join(" OR ", misfits.Prepend($"NOT {IsDocument}"))} THEN {Record} END";
    }

    private string Rescued()
    {
        var fields = Columns.Data.Select(column => new StructField(column.Name, column.Type)).ToList();
        return $"CASE WHEN {IsDocument} THEN {new JsonRescue(_values).Sql(Record, $"map_keys(map_filter({Keys}, (k, v) -> v IS NOT NULL))", fields, FileListing.Path)} END";
    }
}
