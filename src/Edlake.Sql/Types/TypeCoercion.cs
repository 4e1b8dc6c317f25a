using Edlake.Sql.Binding;

namespace Edlake.Sql.Types;

/// <summary>
/// Which types meet, and where Spark converts by itself, under ANSI mode. Source:
/// https://spark.apache.org/docs/4.0.1/sql-ref-ansi-compliance.html#type-promotion-and-precedence.
/// </summary>
public static class TypeCoercion
{
    private static readonly Type[] Precedence =
        [typeof(ByteType), typeof(ShortType), typeof(IntegerType), typeof(LongType), typeof(FloatType), typeof(DoubleType)];

    /// <summary>The least type both can be converted to without asking; null when there is none.</summary>
    public static SparkType? CommonType(SparkType left, SparkType right) => (left, right) switch
    {
        _ when left == right => left,
        (NullType, _) => right,
        (_, NullType) => left,
        (CharType or VarcharType, _) => CommonType(new StringType(), right),
        (_, CharType or VarcharType) => CommonType(left, new StringType()),
        (StringType s, _) => WithString(s, right),
        (_, StringType s) => WithString(s, left),
        (DecimalType l, DecimalType r) => DecimalArithmetic.Wider(l, r),
        (DecimalType d, _) when right.IsIntegral() => DecimalArithmetic.Wider(d, DecimalArithmetic.ForIntegral(right)),
        (_, DecimalType d) when left.IsIntegral() => DecimalArithmetic.Wider(DecimalArithmetic.ForIntegral(left), d),
        _ when left.IsNumeric() && right.IsNumeric() => WiderNumber(left, right),
        (DateType, TimestampType) or (TimestampType, DateType) => new TimestampType(),
        (DateType, TimestampNtzType) or (TimestampNtzType, DateType) => new TimestampNtzType(),
        (TimestampType, TimestampNtzType) or (TimestampNtzType, TimestampType) => new TimestampType(),
        (YearMonthIntervalType l, YearMonthIntervalType r) =>
            new YearMonthIntervalType(Math.Min(l.StartField, r.StartField), Math.Max(l.EndField, r.EndField)),
        (DayTimeIntervalType l, DayTimeIntervalType r) =>
            new DayTimeIntervalType(Math.Min(l.StartField, r.StartField), Math.Max(l.EndField, r.EndField)),
        (ArrayType l, ArrayType r) => CommonType(l.Element, r.Element) is { } element
            ? new ArrayType(element, l.ContainsNull || r.ContainsNull || MayBecomeNull(l.Element, element) || MayBecomeNull(r.Element, element))
            : null,
        (MapType l, MapType r) => CommonType(l.Key, r.Key) is { } key && CommonType(l.Value, r.Value) is { } value
            ? new MapType(key, value, l.ValueContainsNull || r.ValueContainsNull || MayBecomeNull(l.Value, value) || MayBecomeNull(r.Value, value))
            : null,
        (StructType l, StructType r) => CommonStruct(l, r),
        _ => null,
    };

    /// <summary>The least type of all; VOID for an empty list.</summary>
    public static SparkType? CommonTypeOf(IReadOnlyList<SparkType> types)
    {
        SparkType? common = new NullType();
        foreach (var type in types)
            common = common is null ? null : CommonType(common, type);
        return common;
    }

    /// <summary>As <see cref="CommonTypeOf"/>, but text meets only text: inline tables and UNPIVOT.</summary>
    public static SparkType? CommonTypeWithoutPromotion(IReadOnlyList<SparkType> types)
    {
        var known = types.Where(type => type is not NullType).ToList();
        return known.Any(type => type.IsText()) && !known.All(type => type.IsText()) ? null : CommonTypeOf(types);
    }

    /// <summary>The type two columns of a set operation have: structs meet by place, under the left one's names.</summary>
    public static SparkType? CommonSetType(SparkType left, SparkType right) => (left, right) switch
    {
        (StructType l, StructType r) when l.Fields.Count == r.Fields.Count =>
            CommonType(l, new StructType([.. r.Fields.Zip(l.Fields, (member, named) => member with { Name = named.Name })])),
        _ => CommonType(left, right),
    };

    /// <summary>Whether CAST takes the pair when ANSI mode is off, so that an error can say so.</summary>
    internal static bool CanCastWithoutAnsi(SparkType from, SparkType to) => (from, to) switch
    {
        (_, BinaryType) when from.IsIntegral() => true,
        (DateType or TimestampType, BooleanType) => true,
        (BooleanType, TimestampType) => true,
        (TimestampNtzType, _) when to.IsNumeric() => false,
        _ => CanCast(from, to),
    };

    /// <summary>Whether a function that wants <paramref name="to"/> takes <paramref name="from"/> without a CAST.</summary>
    public static bool CanImplicitlyCast(SparkType from, SparkType to) => (from, to) switch
    {
        _ when from == to => true,
        (NullType, _) => true,
        (CharType or VarcharType, _) => CanImplicitlyCast(new StringType(), to),
        (StringType, _) => to.IsAtomic(),
        (_, StringType) => from.IsAtomic(),
        (DateType or TimestampType or TimestampNtzType, DateType or TimestampType or TimestampNtzType) => true,
        (DecimalType or FloatType, DoubleType) => true,
        (DecimalType f, DecimalType t) => IsWider(t, f),
        (_, DecimalType) when from.IsIntegral() => true,
        (_, FloatType or DoubleType) when from.IsIntegral() => true,
        _ when from.IsIntegral() && to.IsIntegral() => Rank(from) < Rank(to),
        (DayTimeIntervalType, DayTimeIntervalType) or (YearMonthIntervalType, YearMonthIntervalType) => true,
        (ArrayType f, ArrayType t) => CanImplicitlyCast(f.Element, t.Element),
        (MapType f, MapType t) => CanImplicitlyCast(f.Key, t.Key) && CanImplicitlyCast(f.Value, t.Value),
        (StructType f, StructType t) => f.Fields.Count == t.Fields.Count
            && f.Fields.Zip(t.Fields).All(pair => CanImplicitlyCast(pair.First.Type, pair.Second.Type)),
        _ => false,
    };

    /// <summary>The expression in another type; itself when it has that type, a typed NULL when it is a bare one.</summary>
    public static BoundExpression ImplicitCast(BoundExpression expression, SparkType type)
    {
        if (expression.Type == type)
            return expression;
        if (expression is BoundLiteral { Value: null })
            return new BoundLiteral(null, type) { Span = expression.Span };
        var mode = IsUpCast(expression.Type, type) ? CastMode.Up : CastMode.Ansi;
        return new BoundCast(expression, type, mode, expression.Nullable || MayBecomeNull(expression.Type, type)) { Span = expression.Span };
    }

    /// <summary>Whether CAST takes the pair at all (the values may still not fit).</summary>
    public static bool CanCast(SparkType from, SparkType to) => (from, to) switch
    {
        _ when from == to => true,
        (NullType, _) => true,
        (_, StringType or CharType or VarcharType) => true,
        (StringType or CharType or VarcharType, _) => to.IsAtomic() || to is VariantType,
        (BooleanType, _) when to.IsNumeric() => true,
        (_, BooleanType) when from.IsNumeric() => true,
        _ when from.IsNumeric() && to.IsNumeric() => true,
        (TimestampType, _) when to.IsNumeric() => true,
        (_, TimestampType) when from.IsNumeric() => true,
        (DateType or TimestampType or TimestampNtzType, DateType or TimestampType or TimestampNtzType) => true,
        (DayTimeIntervalType, DayTimeIntervalType) or (YearMonthIntervalType, YearMonthIntervalType) => true,
        (YearMonthIntervalType or DayTimeIntervalType, _) when to.IsIntegral() || to is DecimalType => true,
        (_, YearMonthIntervalType or DayTimeIntervalType) when from.IsIntegral() || from is DecimalType => true,
        (VariantType, _) => to is not (CalendarIntervalType or YearMonthIntervalType or DayTimeIntervalType),
        (_, VariantType) => true,
        (ArrayType f, ArrayType t) => CanCast(f.Element, t.Element),
        (MapType f, MapType t) => CanCast(f.Key, t.Key) && CanCast(f.Value, t.Value),
        (StructType f, StructType t) => f.Fields.Count == t.Fields.Count && f.Fields.Zip(t.Fields).All(pair => CanCast(pair.First.Type, pair.Second.Type)),
        _ => false,
    };

    /// <summary>Whether INSERT and UPDATE convert by themselves. Delta converts whatever an ANSI CAST takes, and raises when a value does not fit.</summary>
    public static bool CanStoreAssign(SparkType from, SparkType to) => (from, to) switch
    {
        (ArrayType f, ArrayType t) => CanStoreAssign(f.Element, t.Element),
        (MapType f, MapType t) => CanStoreAssign(f.Key, t.Key) && CanStoreAssign(f.Value, t.Value),
        (StructType f, StructType t) => f.Fields.Count <= t.Fields.Count,
        _ => CanCast(from, to),
    };

    /// <summary>A conversion that keeps every value: never an error, never a loss.</summary>
    public static bool IsUpCast(SparkType from, SparkType to) => (from, to) switch
    {
        _ when from == to => true,
        (NullType, _) => true,
        (_, StringType) => from.IsAtomic(),
        (DecimalType f, DecimalType t) => IsWider(t, f),
        (_, DecimalType t) when from.IsIntegral() => IsWider(t, DecimalArithmetic.ForIntegral(from)),
        _ when from.IsIntegral() && to.IsIntegral() => Rank(from) <= Rank(to),
        (FloatType, DoubleType) => true,
        (_, FloatType or DoubleType) when from.IsIntegral() => true,
        (DateType, TimestampType or TimestampNtzType) => true,
        (ArrayType f, ArrayType t) => (!f.ContainsNull || t.ContainsNull) && IsUpCast(f.Element, t.Element),
        _ => false,
    };

    /// <summary>Whether Spark calls the result of a conversion nullable although the operand is not.</summary>
    public static bool MayBecomeNull(SparkType from, SparkType to) => (from, to) switch
    {
        (NullType, _) => false,
        _ when from == to => false,
        (StringType or CharType or VarcharType, BinaryType or StringType or CharType or VarcharType) => false,
        (StringType or CharType or VarcharType, _) => true,
        (_, StringType or CharType or VarcharType) => false,
        (TimestampType, ByteType or ShortType or IntegerType) => true,
        (FloatType or DoubleType, TimestampType) => true,
        (TimestampType, DateType) => false,
        (_, DateType) => true,
        (DateType, TimestampType) => false,
        (DateType, _) => true,
        (_, CalendarIntervalType) => true,
        (BooleanType, DecimalType t) => t.Precision == t.Scale,
        (_, DecimalType t) when from.IsIntegral() => !IsWider(t, DecimalArithmetic.ForIntegral(from)),

        // Rounding away digits may carry into one more whole digit.
        (DecimalType f, DecimalType t) => f.Scale > t.Scale ? t.Precision - t.Scale <= f.Precision - f.Scale : t.Precision - t.Scale < f.Precision - f.Scale,
        (_, DecimalType) => true,
        (DecimalType or FloatType or DoubleType, _) when to.IsIntegral() => true,
        _ => false,
    };

    private static bool IsWider(DecimalType wide, DecimalType narrow) =>
        wide.Precision - wide.Scale >= narrow.Precision - narrow.Scale && wide.Scale >= narrow.Scale;

    private static int Rank(SparkType type) => Array.IndexOf(Precedence, type.GetType());

    private static SparkType WiderNumber(SparkType left, SparkType right)
    {
        if (left is DecimalType || right is DecimalType)
            return new DoubleType();
        var wider = Rank(left) > Rank(right) ? left : right;

        // FLOAT has too few digits for any whole number, so the two meet in DOUBLE.
        return wider is FloatType ? new DoubleType() : wider;
    }

    private static SparkType? WithString(StringType text, SparkType other) => other switch
    {
        StringType s => text.Collation == "UTF8_BINARY" ? s : text,
        _ when other.IsIntegral() => new LongType(),
        _ when other.IsNumeric() => new DoubleType(),
        _ when other.IsAtomic() => other,
        _ => null,
    };

    private static StructType? CommonStruct(StructType left, StructType right)
    {
        if (left.Fields.Count != right.Fields.Count)
            return null;
        var fields = new List<StructField>();
        foreach (var (l, r) in left.Fields.Zip(right.Fields))
        {
            if (!string.Equals(l.Name, r.Name, StringComparison.OrdinalIgnoreCase) || CommonType(l.Type, r.Type) is not { } type)
                return null;
            fields.Add(new StructField(l.Name, type, l.Nullable || r.Nullable || MayBecomeNull(l.Type, type) || MayBecomeNull(r.Type, type)));
        }

        return new StructType(fields);
    }
}
