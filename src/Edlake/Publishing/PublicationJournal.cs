using System.Text.Json;
using Edlake.Delta.Storage;
using Edlake.Diagnostics;
using Edlake.Metastore;

namespace Edlake.Publishing;

/// <summary>
/// The journal: one file a publication in progress. The file appears whole and on disk or not at all; while it is there the publication is
/// decided and only has to be carried out, by whoever comes next.
/// </summary>
public sealed class PublicationJournal(string folder)
{
    private const string Extension = ".publication.json";

    /// <summary>Whether a publication was left unfinished.</summary>
    public bool HasPending => Directory.Exists(folder) && Directory.EnumerateFiles(folder, "*" + Extension).Any();

    /// <summary>Decides a publication: once this returns it will happen.</summary>
    public void Write(Publication publication)
    {
        Directory.CreateDirectory(folder);
        DurableFile.PutIfAbsent(PathOf(publication.Id), JsonSerializer.SerializeToUtf8Bytes(publication, StateJson.Options));
    }

    /// <summary>Publications not finished, oldest first. Errors: JOURNAL_NOT_READABLE.</summary>
    public IReadOnlyList<Publication> Pending() => !Directory.Exists(folder)
        ? []
        : [.. Directory.EnumerateFiles(folder, "*" + Extension).OrderBy(File.GetCreationTimeUtc).ThenBy(path => path, StringComparer.Ordinal).Select(Read)];

    /// <summary>Closes a publication that was carried out.</summary>
    public void Close(string id) => DurableFile.Delete(PathOf(id));

    /// <summary>Puts aside a publication that cannot be carried out, for a person to look at; returns where it is.</summary>
    public string SetAside(string id)
    {
        var aside = Path.Combine(folder, id + ".conflict.json");
        File.Move(PathOf(id), aside, overwrite: true);
        return aside;
    }

    private static Publication Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Publication>(File.ReadAllBytes(path), StateJson.Options) ?? throw new JsonException("it is null");
        }
        catch (JsonException error)
        {
            throw new EdlakeException("JOURNAL_NOT_READABLE", $"The journal {path} cannot be read: {error.Message}", "It holds a publication that was decided. Restore the workspace's .edlake folder from a backup, or remove the file to give the publication up.", inner: error);
        }
    }

    private string PathOf(string id) => Path.Combine(folder, id + Extension);
}
