using System.Globalization;
using System.Text;
using Edlake.Diagnostics;
using Edlake.Sql.Diagnostics;

namespace Edlake.Bundles;

/// <summary>
/// Databricks' dynamic value references: text replacement in parameters at run time. What is malformed or of an unknown namespace stays
/// as it is; an unknown member of a known namespace is an error.
/// </summary>
public static class ParameterReferences
{
    /// <summary>The text with its references replaced.</summary>
    /// <param name="text">A parameter's value.</param>
    /// <param name="context">What they stand for.</param>
    /// <param name="position">Where the text was written, for the error.</param>
    /// <exception cref="EdlakeException">UNKNOWN_PARAMETER_REFERENCE, PARAMETER_REFERENCE_WITHOUT_VALUE.</exception>
    public static string Resolve(string text, ReferenceContext context, SourcePosition? position = null)
    {
        var made = new StringBuilder();
        var at = 0;
        foreach (var reference in ParameterReference.In(text).Where(reference => reference.IsKnownNamespace))
        {
            made.Append(text, at, reference.Start - at).Append(ValueOf(reference, context, position));
            at = reference.Start + reference.Text.Length;
        }

        return made.Append(text, at, text.Length - at).ToString();
    }

    internal static EdlakeException Unknown(string reference, string hint, SourcePosition? position) =>
        new("UNKNOWN_PARAMETER_REFERENCE", $"Nothing is known by the reference {reference}.", hint, position);

    private static string ValueOf(ParameterReference reference, ReferenceContext context, SourcePosition? position)
    {
        if (!reference.IsKnownMember)
            throw Unknown(reference.Text, "Check its spelling.", position);
        return Value(reference.Segments, context) ?? throw new EdlakeException(
            "PARAMETER_REFERENCE_WITHOUT_VALUE", $"The reference {reference.Text} has no value in this run.",
            "Refer to a parameter of the job, or to a task that this one depends on.", position);
    }

    private static string? Value(IReadOnlyList<string> segments, ReferenceContext context) => segments switch
    {
        ["job", "id"] or ["job_id"] => context.JobId,
        ["job", "name"] => context.JobName,
        ["job", "run_id"] or ["parent_run_id"] => context.RunId,
        ["job", "repair_count"] => Text(context.RepairCount),
        ["job", "parameters", var name] => context.JobParameters.GetValueOrDefault(name),
        ["job", "start_time", var part] => TimePart(context.StartTime.ToUniversalTime(), part),
        ["start_date"] => TimePart(context.StartTime.ToUniversalTime(), "iso_date"),
        ["start_time"] => TimePart(context.StartTime.ToUniversalTime(), "timestamp_ms"),
        ["job", "trigger", "type"] => context.TriggerType,
        ["task", "name"] or ["task_key"] => context.TaskName,
        ["task", "run_id"] or ["run_id"] => context.TaskRunId,
        ["task", "execution_count"] => Text(context.TaskExecutionCount),
        ["task_retry_count"] => Text(context.TaskExecutionCount - 1),
        ["tasks", var task, ..] => context.Tasks.TryGetValue(task, out var outcome) ? Value([.. segments.Skip(2)], outcome) : null,
        _ => null,
    };

    private static string? Value(IReadOnlyList<string> segments, TaskOutcome outcome) => segments switch
    {
        ["values", var key] => outcome.Values.GetValueOrDefault(key),
        ["result_state"] => outcome.ResultState,
        ["error_code"] => outcome.ErrorCode,
        ["output", "first_row", var column] => outcome.FirstRow?.GetValueOrDefault(column),
        ["output", "rows"] => outcome.RowsJson,
        _ => null,
    };

    private static string? TimePart(DateTimeOffset time, string part) => part switch
    {
        "iso_date" => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        "iso_datetime" => time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
        "year" => Text(time.Year),
        "month" => Text(time.Month),
        "day" => Text(time.Day),
        "hour" => Text(time.Hour),
        "minute" => Text(time.Minute),
        "second" => Text(time.Second),
        "iso_weekday" => Text(time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek),
        "is_weekday" => time.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday ? "false" : "true",
        "timestamp_ms" => Text(time.ToUnixTimeMilliseconds()),
        _ => null,
    };

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
