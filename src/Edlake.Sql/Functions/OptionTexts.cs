using System.Text.Json;
using Edlake.Sql.Binding;

namespace Edlake.Sql.Functions;

/// <summary>The options of from_json and its kin, <c>map('key', 'value')</c>, by lower-case key.</summary>
internal static class OptionTexts
{
    internal static IReadOnlyDictionary<string, string> Of(IReadOnlyList<BoundExpression> arguments, int index)
    {
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (arguments.Count <= index)
            return options;
        if (arguments[index] is not BoundFunction { Function.Name: "map" } map)
            throw new Diagnostics.SqlException("INVALID_OPTIONS.NON_MAP_FUNCTION", "42K06", "Invalid options: Must use the `map()` function for options.", arguments[index].Span);
        for (var i = 0; i + 1 < map.Arguments.Count; i += 2)
        {
            if (FunctionRow.Constant(map.Arguments[i]) is string key && FunctionRow.Constant(map.Arguments[i + 1]) is string value)
                options[key] = value;
        }

        return options;
    }

    /// <summary>The options as one text for a .NET function, with the session's time zone.</summary>
    internal static string Json(IReadOnlyDictionary<string, string> options, SessionState session)
    {
        var all = new SortedDictionary<string, string>(options.ToDictionary(pair => pair.Key.ToLowerInvariant(), pair => pair.Value), StringComparer.Ordinal);
        all.TryAdd("timezone", session.TimeZone);
        return JsonSerializer.Serialize(all);
    }
}
