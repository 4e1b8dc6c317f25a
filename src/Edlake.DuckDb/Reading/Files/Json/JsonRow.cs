using System.Globalization;
using System.Text.RegularExpressions;
using Edlake.DuckDb.Generation;
using Edlake.Files.Reading;
using Edlake.Sql.Binding;
using Edlake.Sql.Functions;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Reading.Files.Json;

/// <summary>The members of a JSON object (SQL <c>r.doc</c>, NULL for a broken one) as the scan's columns.</summary>
internal sealed class JsonRow(BoundFileScan scan, ParseMode mode, ScanColumns columns, FieldCasts casts, FileLookup lookup)
{
    private const string Document = "r.doc";

    /// <summary>The select list over a reader named <c>r</c> with the columns <c>doc</c> and <c>record</c>.</summary>
    internal string Items()
    {
        var given = lookup.Items.ToDictionary(item => item.Column, item => item.Sql);
        return string.Join(", ", scan.Output.Select(column => $"{Item(column, given)} AS {column.Sql()}"));
    }

    /// <summary>The values of the top-level members, taken out together so that a document is parsed once.</summary>
    internal string Members => columns.Data.Count == 0
        ? "NULL"
        : $"json_extract(doc, [{string.Join(", ", columns.Data.Select(column => PhysicalType.Literal(Path("$", column.Name))))}])";

    private string Item(BoundColumn column, Dictionary<BoundColumn, string> given) =>
        given.TryGetValue(column, out var sql) ? sql
        : column == columns.Corrupt ? Corrupt()
        : column == columns.Rescued ? Rescued()
        : columns.Data.Contains(column) ? Value(column)
        : FieldCasts.Null(column.Type);

    // In mode PERMISSIVE, and where it is rescued, a value that does not fit is NULL.
    private string Value(BoundColumn column)
    {
        var value = Value(Member(column), "$", column.Name, column.Type);
        return mode != ParseMode.Permissive && columns.Rescued is null && Misfit(Member(column), "$", new StructField(column.Name, column.Type)) is { } misfit
            ? $"CASE WHEN {misfit} THEN {BadField.Fail(mode, column.Name, column.Type, Member(column), lookup.Path)} ELSE {value} END"
            : value;
    }

    // The text of what is no document, and of one with a value that does not fit, unless that is rescued.
    private string Corrupt()
    {
        var misfits = columns.Rescued is not null ? [] : columns.Data.Select(column => Misfit(Member(column), "$", new StructField(column.Name, column.Type))).OfType<string>();
        return $"CASE WHEN {string.Join(" OR ", misfits.Prepend($"{Document} IS NULL"))} THEN r.record END";
    }

    // Whether a value is there and none of its field's type, at any depth; null where every value is.
    private string? Misfit(string member, string path, StructField field)
    {
        var kind = $"json_type({member}, {PhysicalType.Literal(path)})";
        if (field.Type is StructType row)
        {
            var within = row.Fields.Select(inner => Misfit(member, Path(path, inner.Name), inner)).OfType<string>();
            return $"({string.Join(" OR ", within.Prepend($"{kind} NOT IN ('OBJECT', 'NULL')"))})";
        }

        return FieldCasts.IsText(field.Type) ? null : $"({kind} <> 'NULL' AND {Value(member, path, field.Name, field.Type)} IS NULL)";
    }

    private string Member(BoundColumn column) => string.Create(CultureInfo.InvariantCulture, $"r.v[{columns.Data.IndexOf(column) + 1}]");

    private string Value(string member, string path, string name, SparkType type)
    {
        var literal = PhysicalType.Literal(path);
        return type switch
        {
            StringType or CharType or VarcharType => Text(member, path, name),
            StructType row => $"CASE WHEN json_type({member}, {literal}) = 'OBJECT' THEN struct_pack({string.Join(", ", row.Fields.Select(field => $"{PhysicalType.Quote(field.Name)} := {Value(member, Path(path, field.Name), field.Name, field.Type)}"))}) END",
            ArrayType array => $"CASE WHEN json_type({member}, {literal}) = 'ARRAY'{Elements(member, $"{path}[*]", name, array.Element, out var values)} THEN CAST({values} AS {PhysicalType.Of(type)}) END",
            MapType map => $"CASE WHEN json_type({member}, {literal}) = 'OBJECT'{Elements(member, $"{path}.*", name, map.Value, out var values)} THEN CAST(map(json_keys({member}, {literal}), {values}) AS {PhysicalType.Of(type)}) END",
            _ => $"CASE WHEN json_type({member}, {literal}) IN ({Kinds(type)}) THEN {casts.Over($"json_extract_string({member}, {literal})", type)} END",
        };
    }

    // Values of a list or map, and the condition that all of them fit: as in Spark one that does not takes the whole with it.
    private string Elements(string member, string path, string name, SparkType type, out string values)
    {
        var element = member.StartsWith('e') ? $"{member}e" : "e"; // A name of its own for each lambda within another.
        var all = $"json_extract({member}, {PhysicalType.Literal(path)})";
        values = $"list_transform({all}, lambda {element}: {Value(element, "$", name, type)})";
        return Misfit(element, "$", new StructField(name, type)) is { } misfit ? $" AND len(list_filter({all}, lambda {element}: {misfit})) = 0" : "";
    }

    // A number that is asked for as text is the text that came, 1.50 and not 1.5: DuckDB's own text of it only serves to find it.
    private static string Text(string member, string path, string name)
    {
        var text = $"json_extract_string({member}, {PhysicalType.Literal(path)})";
        var token = $"regexp_extract({Document}, {PhysicalType.Literal($"\"{Regex.Escape(name)}\"\\s*:\\s*(-?[0-9][0-9.eE+-]*)")}, 1)";
        return $"CASE WHEN regexp_matches({text}, '^-?[0-9][0-9]*[.eE]') AND json_type({member}, {PhysicalType.Literal(path)}) = 'DOUBLE' AND TRY_CAST({token} AS DOUBLE) = TRY_CAST({text} AS DOUBLE) THEN {token} ELSE {text} END";
    }

    // What a value must be in JSON to be one of the type: a number in quotes is a text.
    private static string Kinds(SparkType type) => type switch
    {
        BooleanType => "'BOOLEAN'",
        ByteType or ShortType or IntegerType or LongType => "'UBIGINT', 'BIGINT'",
        FloatType or DoubleType or DecimalType => "'UBIGINT', 'BIGINT', 'DOUBLE'",
        _ => "'VARCHAR'",
    };

    private string Rescued()
    {
        var fields = columns.Data.Select(column => new StructField(column.Name, column.Type)).ToList();
        var inner = $"nullif(concat_ws(',', {string.Join(", ", Misfits("$", fields))}), '')";
        return $"CASE WHEN {inner} IS NOT NULL THEN concat('{{', {inner}, ',\"_file_path\":', CAST(to_json({lookup.Path}) AS VARCHAR), '}}') END";
    }

    // Texts of JSON members, each NULL where there is none: keys that are no field, values that are not of their field's type, and the
    // same of the objects within.
    private IEnumerable<string> Misfits(string path, IReadOnlyList<StructField> fields)
    {
        var literal = PhysicalType.Literal(path);
        var known = string.Join(", ", fields.Select(field => PhysicalType.Literal(field.Name)));
        yield return $"nullif(array_to_string(list_transform(list_filter(json_keys({Document}, {literal}), lambda k: k NOT IN ({known}) AND json_type({Document}, {Key(path)}) <> 'NULL'), "
            + $"lambda k: concat(CAST(to_json(k) AS VARCHAR), ':', CAST(json_extract({Document}, {Key(path)}) AS VARCHAR))), ','), '')";
        foreach (var field in fields)
        {
            var own = Path(path, field.Name);
            var value = $"json_extract({Document}, {PhysicalType.Literal(own)})";
            var name = PhysicalType.Literal($"{JsonText.Quoted(field.Name)}:");
            if (field.Type is StructType row)
            {
                yield return $"CASE WHEN json_type({value}) NOT IN ('OBJECT', 'NULL') THEN concat({name}, CAST({value} AS VARCHAR)) "
                    + $"WHEN json_type({value}) = 'OBJECT' THEN {name} || '{{' || nullif(concat_ws(',', {string.Join(", ", Misfits(own, row.Fields))}), '') || '}}' END";
            }
            else if (!FieldCasts.IsText(field.Type))
            {
                yield return $"CASE WHEN json_type({value}) <> 'NULL' AND {Value(Document, own, field.Name, field.Type)} IS NULL THEN concat({name}, CAST({value} AS VARCHAR)) END";
            }
        }
    }

    private static string Key(string path) => $"concat({PhysicalType.Literal(path + ".\"")}, replace(replace(k, '\\', '\\\\'), '\"', '\\\"'), '\"')";

    private static string Path(string parent, string name) =>
        $"{parent}.\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
