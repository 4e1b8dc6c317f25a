using System.Text.RegularExpressions;

namespace Edlake.Bundles;

/// <summary>A dynamic value reference such as <c>{{job.parameters.run_date}}</c> inside a text.</summary>
/// <param name="Text">As written, braces included.</param>
/// <param name="Segments">Its parts, backticks removed.</param>
/// <param name="Start">Where in the text it begins.</param>
internal sealed partial record ParameterReference(string Text, IReadOnlyList<string> Segments, int Start)
{
    private static readonly string[] KnownNamespaces = ["job", "task", "tasks", "backfill", "workspace"];

    // Each with the form of its members; '*' stands for a name of the author's.
    private static readonly string[][] Members =
    [
        .. new[]
        {
            "job.id", "job.name", "job.run_id", "job.repair_count", "job.parameters.*",
            "job.start_time.iso_date", "job.start_time.iso_datetime", "job.start_time.year", "job.start_time.month", "job.start_time.day",
            "job.start_time.hour", "job.start_time.minute", "job.start_time.second", "job.start_time.iso_weekday",
            "job.start_time.is_weekday", "job.start_time.timestamp_ms",
            "job.trigger.type", "job.trigger.time.*", "job.trigger.file_arrival.location", "job.trigger.table_update.updated_tables",
            "task.name", "task.run_id", "task.execution_count",
            "tasks.*.values.*", "tasks.*.result_state", "tasks.*.error_code", "tasks.*.output.first_row.*", "tasks.*.output.rows",
            "backfill.iso_date", "backfill.iso_datetime", "backfill.timestamp_ms", "workspace.id", "workspace.url",
        }.Select(member => member.Split('.')),
    ];

    private static readonly string[] OldAliases = ["job_id", "run_id", "parent_run_id", "start_date", "start_time", "task_key", "task_retry_count"];

    /// <summary>Whether it is to be replaced at all: an unknown namespace is plain text.</summary>
    internal bool IsKnownNamespace => Segments.Count > 1 ? KnownNamespaces.Contains(Segments[0]) : OldAliases.Contains(Segments[0]);

    /// <summary>Whether its namespace has such a member.</summary>
    internal bool IsKnownMember => Segments.Count == 1 || Array.Exists(Members, IsOfForm);

    /// <summary>The well-formed references of a text, in order.</summary>
    internal static IReadOnlyList<ParameterReference> In(string text) => text.Contains("{{", StringComparison.Ordinal)
        ? [.. WellFormed().Matches(text).Select(match => new ParameterReference(match.Value, SegmentsOf(match), match.Index))]
        : [];

    /// <summary>What looks like a reference and is not one, such as <c>{{ job.id }}</c> with blanks or <c>{{job.parameters.run-date}}</c> without backticks.</summary>
    internal static IReadOnlyList<string> MalformedIn(string text) => text.Contains("{{", StringComparison.Ordinal)
        ? [.. LooksLikeOne().Matches(text).Select(match => match.Value).Where(value => !WellFormed().IsMatch(value))]
        : [];

    private bool IsOfForm(string[] member) =>
        member.Length == Segments.Count && member.Zip(Segments).All(pair => pair.First == "*" || pair.First == pair.Second);

    private static List<string> SegmentsOf(Match match) =>
        [.. match.Groups["segment"].Captures.Select(capture => capture.Value.Trim('`'))];

    [GeneratedRegex(@"\{\{(?<segment>[A-Za-z0-9_]+|`[^`{}]+`)(?:\.(?<segment>[A-Za-z0-9_]+|`[^`{}]+`))*\}\}")]
    private static partial Regex WellFormed();

    [GeneratedRegex(@"\{\{\s*(?:job|task|tasks|backfill|workspace)\s*\.[^{}]*\}\}")]
    private static partial Regex LooksLikeOne();
}
