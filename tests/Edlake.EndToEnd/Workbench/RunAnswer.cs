using System.Text.Json;

namespace Edlake.EndToEnd.Workbench;

/// <summary>What `edlake run --output json` said.</summary>
internal sealed class RunAnswer
{
    private readonly JsonElement _root;

    public RunAnswer(Answer answer)
    {
        using var document = JsonDocument.Parse(answer.Out);
        _root = document.RootElement.Clone();
        Told = answer.Error;
    }

    /// <summary>What it told people meanwhile.</summary>
    public string Told { get; }

    public string Status => _root.GetProperty("run").GetProperty("status").GetString()!;

    /// <summary>How each task ended.</summary>
    public IReadOnlyDictionary<string, string> Tasks =>
        _root.GetProperty("run").GetProperty("tasks").EnumerateArray().ToDictionary(task => task.GetProperty("task").GetString()!, task => task.GetProperty("status").GetString()!);

    /// <summary>A task's rows: in, kept, quarantined, dropped.</summary>
    public (long In, long Kept, long Quarantined, long? Dropped) Rows(string key)
    {
        var task = _root.GetProperty("run").GetProperty("tasks").EnumerateArray().Single(one => one.GetProperty("task").GetString() == key);
        var rows = task.GetProperty("rows");
        var dropped = rows.GetProperty("dropped");
        return (rows.GetProperty("in").GetInt64(), rows.GetProperty("kept").GetInt64(), rows.GetProperty("quarantined").GetInt64(),
            dropped.ValueKind == JsonValueKind.Null ? null : dropped.GetInt64());
    }
}
