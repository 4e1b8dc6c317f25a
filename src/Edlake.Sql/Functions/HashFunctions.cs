using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Spark's own hashes: each value is hashed with the hash so far as seed, NULL leaves it as it is.</summary>
internal static class HashFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        new("hash", FunctionKind.Scalar, call => Bind(call, Int), call => $"CAST({Chain(call, "murmur")} AS INTEGER)"),
        new("xxhash64", FunctionKind.Scalar, call => Bind(call, Long), call => Chain(call, "xxhash")),
    ];

    private static Signature Bind(CallSite call, SparkType type)
    {
        CheckCount(call, 1, int.MaxValue);
        return call.Arguments.Any(argument => HasMap(argument.Type))
            ? throw FunctionErrors.Mismatch(call, "HASH_MAP_TYPE", $"Input to the function `{call.Name}` cannot contain elements of the \"MAP\" type.")
            : new Signature(call.Arguments, type, false);
    }

    private static bool HasMap(SparkType type) => type switch
    {
        MapType => true,
        ArrayType array => HasMap(array.Element),
        StructType row => row.Fields.Any(member => HasMap(member.Type)),
        _ => false,
    };

    private static string Chain(GeneratedCall call, string kind)
    {
        var seed = "42::BIGINT";
        for (var i = 0; i < call.Arguments.Count; i++)
            seed = Hashed(kind, call.Arguments[i], call.Bound[i].Type, seed, call);
        return seed;
    }

    private static string Hashed(string kind, string value, SparkType type, string seed, GeneratedCall call) => type switch
    {
        NullType => seed,
        ArrayType array => Elements(kind, value, array, seed, call),
        StructType row => $"(CASE WHEN {value} IS NULL THEN {seed} ELSE {row.Fields.Aggregate(seed, (so_far, member) => Hashed(kind, $"struct_extract({value}, {PhysicalType.Literal(member.Name)})", member.Type, so_far, call))} END)",
        _ => $"coalesce({Plain(kind, value, type, seed, call)}, {seed})",
    };

    private static string Elements(string kind, string value, ArrayType array, string seed, GeneratedCall call)
    {
        var element = PhysicalType.Of(array.Element);
        string Pair(string hash, string item) => $"struct_pack(h := CAST({hash} AS BIGINT), e := CAST({item} AS {element}))";
        var step = Pair(Hashed(kind, "r.e", array.Element, "l.h", call), "NULL");
        return $"coalesce((list_reduce(list_concat([{Pair(seed, "NULL")}], list_transform({value}, lambda item: {Pair("NULL", "item")})), lambda l, r: {step})).h, {seed})";
    }

    private static string Plain(string kind, string value, SparkType type, string seed, GeneratedCall call) => type switch
    {
        BooleanType or ByteType or ShortType or IntegerType => $"spark_{kind}_int(CAST({value} AS BIGINT), {seed})",
        DateType => $"spark_{kind}_int(CAST({value} - DATE '1970-01-01' AS BIGINT), {seed})",
        YearMonthIntervalType => $"spark_{kind}_int(CAST({value} AS BIGINT), {seed})",
        LongType or DayTimeIntervalType => $"spark_{kind}_long({value}, {seed})",
        TimestampType or TimestampNtzType => $"spark_{kind}_long(epoch_us({value}), {seed})",
        FloatType => $"spark_{kind}_float(CAST({value} AS DOUBLE), {seed})",
        DoubleType => $"spark_{kind}_double({value}, {seed})",
        DecimalType d => $"spark_{kind}_decimal(CAST({value} AS VARCHAR), {d.Precision}::BIGINT, {seed})",
        StringType or CharType or VarcharType => $"spark_{kind}_text({value}, {seed})",
        BinaryType => $"spark_{kind}_bytes({value}, {seed})",
        _ => throw new Diagnostics.SqlException("UNSUPPORTED_FEATURE.FUNCTION", "0A000", $"The embedded engine does not hash {type.Sql}.", call.Span, "Run it with --engine spark."),
    };
}
