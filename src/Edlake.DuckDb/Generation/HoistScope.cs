using System.Globalization;
using System.Text.RegularExpressions;

namespace Edlake.DuckDb.Generation;

/// <summary>
/// Parts of a select list that are computed once, in a SELECT below it, because the SQL around them names them more than once: DuckDB
/// would compute each mention again inside a CASE.
/// </summary>
internal sealed partial class HoistScope
{
    private readonly Dictionary<string, string> _names = [];
    private readonly List<(string Name, string Sql, int Level)> _parts = [];
    private readonly Func<int> _next;

    /// <summary>Makes an empty one; <paramref name="next"/> numbers names that no other scope of the statement uses.</summary>
    internal HoistScope(Func<int> next) => _next = next;

    /// <summary>The name under which the part can be used above.</summary>
    internal string Add(string sql)
    {
        if (_names.TryGetValue(sql, out var known))
            return known;
        var name = string.Create(CultureInfo.InvariantCulture, $"h{_next()}");
        var level = 1 + Name().Matches(sql).Select(match => _parts.Find(part => part.Name == match.Value).Level).DefaultIfEmpty(0).Max();
        _names[sql] = name;
        _parts.Add((name, sql, level));
        return name;
    }

    /// <summary>The relation with the parts as columns beside its own.</summary>
    internal string Below(string from)
    {
        foreach (var level in _parts.GroupBy(part => part.Level).OrderBy(group => group.Key))
            from = $"(SELECT *, {string.Join(", ", level.Select(part => $"{part.Sql} AS {part.Name}"))} FROM {from})";
        return from;
    }

    [GeneratedRegex(@"\bh\d+\b")]
    private static partial Regex Name();
}
