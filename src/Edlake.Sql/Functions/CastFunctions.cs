using Edlake.Sql.Types;

namespace Edlake.Sql.Functions;

/// <summary>Types used as functions: <c>int(x)</c> is <c>CAST(x AS INT)</c>. The binder makes the cast, so the rows generate nothing.</summary>
internal static class CastFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Row("boolean", new BooleanType()),
        Row("tinyint", new ByteType()),
        Row("smallint", new ShortType()),
        Row("int", new IntegerType()),
        Row("bigint", new LongType()),
        Row("float", new FloatType()),
        Row("double", new DoubleType()),
        Row("decimal", new DecimalType(10, 0)),
        Row("string", new StringType()),
        Row("binary", new BinaryType()),
        Row("date", new DateType()),
        Row("timestamp", new TimestampType()),
    ];

    private static FunctionDefinition Row(string name, SparkType type) => new(
        name,
        FunctionKind.Scalar,
        call =>
        {
            FunctionRow.CheckCount(call, 1, 1);
            if (!TypeCoercion.CanCast(call.Arguments[0].Type, type))
                throw FunctionErrors.CastNotAllowed(call, type);
            return new Signature(call.Arguments, type, call.Arguments[0].Nullable);
        },
        Generate: null);
}
