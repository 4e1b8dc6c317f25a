using System.Text.RegularExpressions;

namespace Edlake.Parity.Tests.Tables;

/// <summary>A table's history as far as it must be the same whoever wrote it: operations, the names of their parameters, and rows counted.</summary>
internal static partial class TableHistory
{
    private const int Version = 0, Operation = 4, Parameters = 5, Metrics = 12;

    /// <summary>A line a commit, from the rows of DESCRIBE HISTORY.</summary>
    internal static IReadOnlyList<string> Of(IReadOnlyList<IReadOnlyList<string?>> rows) =>
        [.. rows.Select(row => $"{row[Version]} {row[Operation]} ({Names(row[Parameters])}) {Counts(row[Metrics])}")];

    private static string Names(string? map) => string.Join(", ", Name().Matches(map ?? "").Select(match => match.Groups[1].Value).Order(StringComparer.Ordinal));

    // How many rows are copied along depends on which rows share a file.
    private static string Counts(string? map) => string.Join(", ", RowCount().Matches(map ?? "").Select(match => match.Value).Where(text => !text.Contains("Copied", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [GeneratedRegex(@"(?:Map\(|, )(\w+) -> ")]
    private static partial Regex Name();

    [GeneratedRegex(@"num\w*Rows\w* -> \d+")]
    private static partial Regex RowCount();
}
