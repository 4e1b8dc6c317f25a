using System.Text.Json;
using Edlake.Delta.Actions;

namespace Edlake.Delta.Log;

/// <summary>Reads a commit's file.</summary>
internal static class CommitFile
{
    /// <summary>Its actions in order. Errors: DELTA_LOG_FILE_CORRUPT naming file and line.</summary>
    public static List<DeltaAction> Read(string path)
    {
        ReadOnlyMemory<byte> content = File.ReadAllBytes(path);
        if (content.Span.StartsWith("\uFEFF"u8))
            content = content[3..];
        var actions = new List<DeltaAction>();
        for (var number = 1; content.Length > 0; number++)
        {
            var end = content.Span.IndexOf((byte)'\n');
            var line = end < 0 ? content : content[..end];
            content = end < 0 ? default : content[(end + 1)..];
            if (line.Span.IndexOfAnyExcept(" \r\t"u8) >= 0 && ReadLine(path, number, line) is { } action)
                actions.Add(action);
        }
        return actions;
    }

    /// <summary>The commit's information, or null when it has none.</summary>
    public static CommitInfo? ReadInfo(string path)
    {
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Contains("\"commitInfo\"", StringComparison.Ordinal)
                && ReadLine(path, number, System.Text.Encoding.UTF8.GetBytes(line)) is CommitInfo info)
                return info;
        }
        return null;
    }

    private static DeltaAction? ReadLine(string path, int number, ReadOnlyMemory<byte> line)
    {
        try
        {
            return ActionJson.Read(line);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw new DeltaException("DELTA_LOG_FILE_CORRUPT", "XXKDS", $"{path}, line {number} is not an action of a Delta log: {e.Message}",
                "Restore the file from a backup; a commit cannot be read in part.", e);
        }
    }
}
