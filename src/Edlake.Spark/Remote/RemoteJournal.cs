using System.Text.Json;
using Edlake.Delta.Storage;
using Edlake.Diagnostics;

namespace Edlake.Spark.Remote;

/// <summary>
/// What a run has to take back on the server when it does not end well: on disk before the first statement that changes a table is sent, gone when the
/// run is published. One that a dead process left behind is carried out by the next run.
/// </summary>
internal sealed class RemoteJournal
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true };

    private readonly string _path;

    private RemoteJournal(string path, RemoteJournalContent content) => (_path, Content) = (path, content);

    internal RemoteJournalContent Content { get; private set; }

    /// <summary>A new run's; nothing is on disk before a table is noted.</summary>
    internal static RemoteJournal Begin(Workspace workspace, string server, string runId) =>
        new(Path.Combine(Folder(workspace), $"{runId}.json"), new RemoteJournalContent(server, runId, []));

    /// <summary>Those that dead runs left behind. Errors: REMOTE_RUN_UNFINISHED for one on another server, which nobody but that server can take back.</summary>
    internal static IReadOnlyList<RemoteJournal> Left(Workspace workspace, string server)
    {
        if (!Directory.Exists(Folder(workspace)))
            return [];
        var left = Directory.GetFiles(Folder(workspace), "*.json").Order(StringComparer.Ordinal).Select(Read).ToList();
        return left.FirstOrDefault(journal => journal.Content.Server != server) is not { } other ? left : throw new EdlakeException(
            "REMOTE_RUN_UNFINISHED",
            $"The run {other.Content.RunId} on {other.Content.Server} was cut before its end; {other.Content.Tables.Count} tables there may be half new.",
            $"Run the job there again first, or restore the tables by hand to the versions in {other._path} and delete that file.");
    }

    /// <summary>Notes a table, on disk when this returns.</summary>
    internal void Add(TableBefore table)
    {
        Content = Content with { Tables = [.. Content.Tables, table] };
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        DurableFile.Replace(_path, JsonSerializer.SerializeToUtf8Bytes(Content, Layout));
    }

    /// <summary>Nothing is to be taken back any more.</summary>
    internal void Close()
    {
        if (Content.Tables.Count > 0)
            DurableFile.Delete(_path);
    }

    private static string Folder(Workspace workspace) => Path.Combine(workspace.StateRoot, "remote");

    private static RemoteJournal Read(string path) => new(path, JsonSerializer.Deserialize<RemoteJournalContent>(File.ReadAllBytes(path))
        ?? throw new EdlakeException("REMOTE_RUN_UNFINISHED", $"{path} is not a journal of a remote run.", "See what is in it, and delete it when no table has to be restored."));
}
