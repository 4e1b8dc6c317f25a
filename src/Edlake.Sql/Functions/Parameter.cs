using Edlake.Sql.Types;

namespace Edlake.Sql.Functions;

/// <summary>What a function takes in one place.</summary>
/// <param name="Required">The type or types as Spark's error message names them.</param>
/// <param name="TargetFor">The type an argument of a given type is converted to, or null when it is not acceptable.</param>
internal sealed record Parameter(string Required, Func<SparkType, SparkType?> TargetFor)
{
    internal static readonly Parameter Any = new("ANY", type => type);
    internal static readonly Parameter Boolean = Of(new BooleanType());
    internal static readonly Parameter Int = Of(new IntegerType());
    internal static readonly Parameter Long = Of(new LongType());
    internal static readonly Parameter Double = Of(new DoubleType());
    internal static readonly Parameter Text = Of(new StringType());
    internal static readonly Parameter Binary = Of(new BinaryType());
    internal static readonly Parameter Date = Of(new DateType());
    internal static readonly Parameter Timestamp = Of(new TimestampType());
    internal static readonly Parameter TimestampNtz = Of(new TimestampNtzType());
    internal static readonly Parameter DayTimeInterval = new(
        "INTERVAL DAY TO SECOND", type => type is DayTimeIntervalType ? type : null);

    /// <summary>Any number; text becomes DOUBLE, NULL becomes DOUBLE.</summary>
    internal static readonly Parameter Numeric = new("NUMERIC", type => type switch
    {
        _ when type.IsNumeric() => type,
        NullType or StringType => new DoubleType(),
        _ => null,
    });

    internal static readonly Parameter Integral = new("INTEGRAL", type => type switch
    {
        ByteType or ShortType or IntegerType or LongType => type,
        NullType => new IntegerType(),
        StringType => new LongType(),
        _ => null,
    });

    internal static readonly Parameter TextOrBinary = new("(\"STRING\" or \"BINARY\")", type => type is BinaryType ? type : Text.TargetFor(type));

    internal static readonly Parameter Array = new("ARRAY", type => type switch
    {
        ArrayType => type,
        NullType => new ArrayType(new NullType(), true),
        _ => null,
    });

    internal static readonly Parameter Map = new("MAP", type => type is MapType ? type : null);
    internal static readonly Parameter Struct = new("STRUCT", type => type is StructType ? type : null);
    internal static readonly Parameter Variant = new("VARIANT", type => type is VariantType ? type : type is NullType ? new VariantType() : null);

    /// <summary>Exactly this type, or what Spark converts to it by itself under ANSI.</summary>
    internal static Parameter Of(SparkType target) =>
        new(target.Sql, type => type == target ? target : TypeCoercion.CanImplicitlyCast(type, target) ? target : null);

    /// <summary>The first of the alternatives that takes the argument as it is, else the first that can convert it.</summary>
    internal static Parameter OneOf(params Parameter[] alternatives) => new(
        $"({string.Join(" or ", alternatives.Select(alternative => $"\"{alternative.Required}\""))})",
        type => alternatives.Select(alternative => alternative.TargetFor(type)).FirstOrDefault(target => target == type)
            ?? alternatives.Select(alternative => alternative.TargetFor(type)).FirstOrDefault(target => target is not null));
}
