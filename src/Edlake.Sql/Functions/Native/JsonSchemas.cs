using System.Globalization;
using System.Numerics;
using System.Text.Json;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Sql.Functions.Native;

/// <summary>The type that Spark infers from a JSON text.</summary>
internal static class JsonSchemas
{
    /// <summary>The type as DDL.</summary>
    internal static string Of(string json)
    {
        using var document = JsonTexts.Parse(json)
            ?? throw new SqlException("MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION", "22023", $"Malformed records are detected in record parsing: {json}.");
        return Canonical(Infer(document.RootElement)).Sql;
    }

    private static SparkType Infer(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => new NullType(),
        JsonValueKind.True or JsonValueKind.False => new BooleanType(),
        JsonValueKind.String => new StringType(),
        JsonValueKind.Number => Number(value.GetRawText()),
        JsonValueKind.Array => new ArrayType(value.EnumerateArray().Select(Infer).Aggregate((SparkType)new NullType(), Common), true),
        _ => new StructType([.. value.EnumerateObject().Select(member => new StructField(member.Name, Infer(member.Value))).OrderBy(member => member.Name, StringComparer.Ordinal)]),
    };

    private static SparkType Number(string raw)
    {
        if (raw.IndexOfAny(['.', 'e', 'E']) >= 0)
            return new DoubleType();
        var whole = BigInteger.Parse(raw, CultureInfo.InvariantCulture);
        return whole >= long.MinValue && whole <= long.MaxValue ? new LongType() : new DecimalType(Math.Min(raw.TrimStart('-').Length, DecimalType.MaxPrecision), 0);
    }

    // What does not meet is text.
    private static SparkType Common(SparkType left, SparkType right) => (left, right) switch
    {
        _ when left == right => left,
        (NullType, _) => right,
        (_, NullType) => left,
        _ when left.IsNumeric() && right.IsNumeric() => new DoubleType(),
        (ArrayType l, ArrayType r) => new ArrayType(Common(l.Element, r.Element), true),
        (StructType l, StructType r) => new StructType(
        [
            .. l.Fields.Concat(r.Fields).GroupBy(member => member.Name).OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => new StructField(group.Key, group.Select(member => member.Type).Aggregate(Common))),
        ]),
        _ => new StringType(),
    };

    private static SparkType Canonical(SparkType type) => type switch
    {
        NullType => new StringType(),
        ArrayType array => new ArrayType(Canonical(array.Element), true),
        StructType row => new StructType([.. row.Fields.Select(member => new StructField(member.Name, Canonical(member.Type)))]),
        _ => type,
    };
}
