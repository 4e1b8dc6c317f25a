using System.Text.Json;

namespace Edlake.EndToEnd.Truth;

/// <summary>What must become of an entity's raw rows.</summary>
internal sealed record RawTruth(string Entity, JsonElement Truth)
{
    public long Rows => Truth.GetProperty("row_count").GetInt64();

    public long Duplicates => Truth.GetProperty("duplicate_count").GetInt64();

    public long Quarantined => Truth.GetProperty("quarantined_count").GetInt64();

    /// <summary>Quarantined rows as <c>reason|count</c>, by reason.</summary>
    public IReadOnlyList<string> Reasons =>
        [.. Truth.GetProperty("quarantined_by_reason").EnumerateObject().Select(reason => $"{reason.Name}|{reason.Value.GetInt64()}").Order(StringComparer.Ordinal)];

    /// <summary>The silver table that the entity's good rows end in.</summary>
    public string Table => Entity switch
    {
        "users" => "dim_user",
        "courses" => "dim_course",
        "cohorts" => "dim_cohort",
        "sessions" => "dim_session",
        "enrollments" => "fct_enrollment",
        "payments" => "fct_payment",
        "sessions_attended" => "fct_attendance",
        _ => throw new InvalidOperationException($"The truth has an entity that the notebooks do not know: {Entity}."),
    };
}
