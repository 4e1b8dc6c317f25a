using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Functions;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Generation.Casts;

/// <summary>One conversion: from what to what, and what becomes of values that do not fit.</summary>
internal sealed record CastSite(SparkType From, SparkType To, CastMode Mode, string? StoredIn, string TimeZone)
{
    /// <summary>Where the cast stands.</summary>
    internal SourceSpan Span { get; init; }

    /// <summary>The DuckDB type of the result.</summary>
    internal string Physical => PhysicalType.Of(To);

    /// <summary>NULL rather than an error.</summary>
    internal bool IsTry => Mode == CastMode.Try;

    /// <summary>Whether instants and wall-clock times are the same numbers.</summary>
    internal bool IsUtc => WallClock.IsUtc(TimeZone);

    /// <summary>The same conversion of a part.</summary>
    internal CastSite Of(SparkType from, SparkType to) => this with { From = from, To = to };

    /// <summary>
    /// DuckDB's own cast where it is right for all that fits; what does not fit is NULL, or an error that says where it was to be stored.
    /// </summary>
    internal string Plain(string operand, string overflowClass = "CAST_OVERFLOW")
    {
        if (Mode == CastMode.Up)
            return $"CAST({operand} AS {Physical})";
        if (IsTry)
            return $"TRY_CAST({operand} AS {Physical})";
        return $"coalesce(TRY_CAST({operand} AS {Physical}), CASE WHEN ({operand}) IS NOT NULL THEN {Overflow(operand, overflowClass)} END)";
    }

    private string Overflow(string operand, string overflowClass)
    {
        var value = $"CAST({operand} AS VARCHAR)";
        if (StoredIn is not null)
        {
            return $"error('[CAST_OVERFLOW_IN_TABLE_INSERT] Fail to assign a value of \"{From.Sql}\" type to the \"{To.Sql}\" type column or variable ' || "
                + $"{PhysicalType.Literal($"`{StoredIn}`")} || ' due to an overflow: ' || {value} || '. Use `try_cast` on the input value to tolerate overflow and return NULL instead. SQLSTATE: 22003')";
        }

        return overflowClass == "CAST_OVERFLOW"
            ? $"error('[CAST_OVERFLOW] The value ' || {value} || ' of the type \"{From.Sql}\" cannot be cast to \"{To.Sql}\" due to an overflow. Use `try_cast` to tolerate overflow and return NULL instead. SQLSTATE: 22003')"
            : $"error('[{overflowClass}] The value ' || {value} || ' cannot be represented as {To.Sql}. Use `try_cast` to tolerate it and return NULL instead. SQLSTATE: 22003')";
    }
}
