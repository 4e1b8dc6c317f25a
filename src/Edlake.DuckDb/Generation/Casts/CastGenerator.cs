using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Generation.Casts;

/// <summary>Casts with Spark's rules: https://spark.apache.org/docs/4.0.1/sql-ref-ansi-compliance.html#cast.</summary>
internal sealed class CastGenerator(SessionState session)
{
    /// <summary>The cast of an operand given as SQL.</summary>
    internal string Generate(BoundCast cast, string operand)
    {
        if (IsSmallConstant(cast))
            return $"CAST({operand} AS {Edlake.Sql.Functions.PhysicalType.Of(cast.Type)})";
        var site = new CastSite(cast.Operand.Type, cast.Type, cast.Mode, cast.StoredIn, session.TimeZone) { Span = cast.Span };
        return Convert(operand, site);
    }

    internal static string Convert(string operand, CastSite site) => (site.From, site.To) switch
    {
        (NullType, _) => $"CAST({operand} AS {site.Physical})",
        (CharType or VarcharType or StringType, CharType or VarcharType or StringType) => operand,
        _ when site.From == site.To => operand,
        (VariantType, _) or (_, VariantType) => throw Unsupported(site),
        (_, StringType or CharType or VarcharType) => TextForms.Text(operand, site),
        (StringType or CharType or VarcharType, _) => TextCasts.FromText(operand, site),
        (ArrayType or MapType or StructType, _) => ComplexCasts.Convert(operand, site),
        (DateType or TimestampType or TimestampNtzType, _) or (_, DateType or TimestampType or TimestampNtzType) => DateTimeCasts.Convert(operand, site),
        (YearMonthIntervalType or DayTimeIntervalType, _) or (_, YearMonthIntervalType or DayTimeIntervalType) => IntervalCasts.Convert(operand, site),
        _ when site.From.IsNumeric() || site.From is BooleanType => NumberCasts.Convert(operand, site),
        _ => throw Unsupported(site),
    };

    // A whole number that is seen to fit needs no check of its size.
    private static bool IsSmallConstant(BoundCast cast) => cast is { Operand: BoundLiteral { Value: sbyte or short or int or long } literal, Type: DecimalType type } && literal.Type.IsIntegral()
        && System.Numerics.BigInteger.Abs(System.Convert.ToInt64(literal.Value, System.Globalization.CultureInfo.InvariantCulture)) < System.Numerics.BigInteger.Pow(10, type.Precision - type.Scale);

    internal static SqlException Unsupported(CastSite site) => new(
        "UNSUPPORTED_FEATURE.CAST", "0A000", $"The embedded engine does not cast {site.From.Sql} to {site.To.Sql}.", site.Span, "Run it with --engine spark.");
}
