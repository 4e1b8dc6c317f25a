namespace Edlake.Sql.Functions;

/// <summary>What stands around the arguments of an aggregate in SQL.</summary>
/// <param name="IsDistinct">DISTINCT was written.</param>
/// <param name="OrderBy">The keys of an ORDER BY within the call, as SQL, or null.</param>
/// <param name="Filter">The condition of FILTER, as SQL, or null.</param>
/// <param name="Over">The window, as SQL with its parentheses, or null.</param>
/// <param name="IgnoresNulls">IGNORE NULLS was written.</param>
public sealed record AggregateClauses(bool IsDistinct, string? OrderBy, string? Filter, string? Over, bool IgnoresNulls)
{
    /// <summary>A bare call.</summary>
    public static AggregateClauses None { get; } = new(false, null, null, null, false);

    internal string Around(string function, string arguments, string? where)
    {
        var condition = (Filter, where) switch
        {
            (null, null) => "",
            (null, { } only) => $" FILTER (WHERE {only})",
            ({ } only, null) => $" FILTER (WHERE {only})",
            _ => $" FILTER (WHERE {Filter} AND {where})",
        };
        var order = OrderBy is null ? "" : $" ORDER BY {OrderBy}";
        return $"{function}({(IsDistinct ? "DISTINCT " : "")}{arguments}{order}){condition}{(Over is null ? "" : $" OVER {Over}")}";
    }
}
