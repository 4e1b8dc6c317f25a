using System.Globalization;
using Edlake.Sql.Binding;
using Edlake.Sql.Functions;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Generation;

/// <summary>Constants as DuckDB SQL, each in its exact physical type.</summary>
internal static class LiteralText
{
    internal static string Sql(BoundLiteral literal)
    {
        var type = PhysicalType.Of(literal.Type);
        return literal.Value switch
        {
            null => $"CAST(NULL AS {type})",
            bool value => value ? "true" : "false",
            string text => Text(text),
            byte[] bytes => $"from_hex('{Convert.ToHexString(bytes)}')",
            DecimalValue value => $"CAST('{value}' AS {type})",
            double value => $"CAST('{value.ToString("R", CultureInfo.InvariantCulture)}' AS DOUBLE)",
            float value => $"CAST('{value.ToString("R", CultureInfo.InvariantCulture)}' AS FLOAT)",
            int days when literal.Type is DateType => Date(days),
            long micros when literal.Type is TimestampType => Invariant($"make_timestamptz({micros}::BIGINT)"),
            long micros when literal.Type is TimestampNtzType => Invariant($"make_timestamp({micros}::BIGINT)"),
            ValueTuple<int, int, long> interval => Invariant($"(to_months({interval.Item1}) + to_days({interval.Item2}) + to_microseconds({interval.Item3}))"),
            int value => value >= 0 ? Invariant($"{value}") : value == int.MinValue ? "CAST(-2147483648 AS INTEGER)" : Invariant($"({value})"),
            long value => value == long.MinValue ? "CAST('-9223372036854775808' AS BIGINT)" : Invariant($"CAST({value} AS BIGINT)"),
            var value => Invariant($"CAST({value} AS {type})"),
        };
    }

    /// <summary>Whether an expression is made of constants alone, so that DuckDB computes it once anyway.</summary>
    internal static bool IsConstant(BoundExpression expression) => expression switch
    {
        BoundLiteral => true,
        BoundCast cast => IsConstant(cast.Operand),
        BoundFunction { Function.IsDeterministic: true } function => function.Arguments.All(IsConstant),
        _ => false,
    };

    /// <summary>A text; a NUL character cannot stand in a literal.</summary>
    internal static string Text(string text) => text.Contains('\0', StringComparison.Ordinal)
        ? $"({string.Join(" || chr(0) || ", text.Split('\0').Select(PhysicalType.Literal))})"
        : PhysicalType.Literal(text);

    private static string Date(int days)
    {
        var day = DateTime.UnixEpoch.AddDays(Math.Clamp(days, -719162, 2932896));
        return (day - DateTime.UnixEpoch).Days == days ? $"DATE '{day:yyyy-MM-dd}'" : Invariant($"make_date({days})");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
