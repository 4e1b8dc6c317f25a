using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Edlake.Sql.Functions.Native;

/// <summary>Paths such as <c>$.a['b c'][0][*]</c>.</summary>
internal static partial class JsonPath
{
    private static readonly ConcurrentDictionary<string, IReadOnlyList<JsonPathStep>?> Parsed = new();

    /// <summary>The steps, or null for what is no path.</summary>
    internal static IReadOnlyList<JsonPathStep>? Parse(string path) => Parsed.GetOrAdd(path, text =>
    {
        if (!text.StartsWith('$'))
            return null;
        var steps = new List<JsonPathStep>();
        for (var at = 1; at < text.Length;)
        {
            var match = Step().Match(text, at);
            if (!match.Success || match.Index != at)
                return null;
            steps.Add(match.Groups["name"].Success ? new JsonPathStep.Name(match.Groups["name"].Value)
                : match.Groups["quoted"].Success ? new JsonPathStep.Name(match.Groups["quoted"].Value)
                : match.Groups["place"].Success ? new JsonPathStep.Place(int.Parse(match.Groups["place"].Value, CultureInfo.InvariantCulture))
                : new JsonPathStep.All());
            at += match.Length;
        }

        return steps;
    });

    /// <summary>The values that a path leads to.</summary>
    internal static IEnumerable<JsonElement> Walk(JsonElement value, IReadOnlyList<JsonPathStep> steps)
    {
        IEnumerable<JsonElement> found = [value];
        foreach (var step in steps)
            found = found.SelectMany(item => Next(item, step));
        return found;
    }

    private static IEnumerable<JsonElement> Next(JsonElement value, JsonPathStep step) => (step, value.ValueKind) switch
    {
        (JsonPathStep.Name name, JsonValueKind.Object) => value.TryGetProperty(name.Value, out var member) ? [member] : [],
        (JsonPathStep.Place place, JsonValueKind.Array) => place.Value < value.GetArrayLength() ? [value[place.Value]] : [],
        (JsonPathStep.All, JsonValueKind.Array) => value.EnumerateArray(),
        _ => [],
    };

    [GeneratedRegex(@"\.(?<name>[^.\[\]*]+)|\['(?<quoted>[^']+)'\]|\[""(?<quoted>[^""]+)""\]|\[(?<place>\d+)\]|\[\*\]|\.\*")]
    private static partial Regex Step();
}
