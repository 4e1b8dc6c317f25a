using Edlake.Delta.Actions;
using Edlake.Delta.DeletionVectors;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Storage;

namespace Edlake.Spark.Shadows;

/// <summary>Brings what Spark committed in a shadow back to the table: files by a move, names as the table's own log has them.</summary>
internal sealed class ShadowReturn(Snapshot before, Snapshot after, Snapshot target)
{
    private readonly List<string> _moved = [];

    /// <summary>Moves the new files; when one cannot be moved, those that were are deleted again.</summary>
    internal ShadowChange Take(CommitInfo info)
    {
        var originals = target.Files.ToDictionary(file => Key(target.TablePath, file));
        var (old, now) = (before.Files.ToDictionary(file => Key(before.TablePath, file)), after.Files.ToDictionary(file => Key(after.TablePath, file)));
        var removed = old.Keys.Where(key => !now.ContainsKey(key)).Select(key => originals[key]).ToList();
        var paths = target.Files.ToDictionary(file => FilePath.ToLocal(target.TablePath, file.Path), file => file.Path);
        try
        {
            var added = now.Where(pair => !old.ContainsKey(pair.Key) && !IsEmpty(pair.Value)).Select(pair => Return(pair.Value, paths)).ToList();
            DataFiles.ForceToDisk(target.TablePath, _moved);
            return new ShadowChange(added, removed, Metadata(), after.Protocol.Equals(before.Protocol) ? null : after.Protocol, info) { NewFiles = _moved };
        }
        catch
        {
            foreach (var file in _moved)
                File.Delete(file);
            throw;
        }
    }

    private static bool IsEmpty(AddFile file) => !FilePath.IsAbsolute(file.Path) && file.RecordCount == 0;

    private static string Key(string tablePath, AddFile file) =>
        $"{FilePath.ToLocal(tablePath, file.Path)}\n{(file.DeletionVector is { } vector ? $"{DeletionVector.FileOf(tablePath, vector) ?? vector.PathOrInlineDv}@{vector.Offset}" : "")}";

    // A file that Spark wrote comes with its name; one that was there, with more of its rows deleted, has the name that the table knows it by.
    private AddFile Return(AddFile file, Dictionary<string, string> paths)
    {
        var isNew = !FilePath.IsAbsolute(file.Path);
        if (isNew)
            Move(FilePath.ToLocal(after.TablePath, file.Path), FilePath.ToLocal(target.TablePath, file.Path));
        if (file.DeletionVector is { StorageType: "u" } vector && DeletionVector.FileOf(after.TablePath, vector) is { } made)
            Move(made, DeletionVector.FileOf(target.TablePath, vector)!);
        return file with { DataChange = true, Path = isNew ? file.Path : paths[FilePath.ToLocal(after.TablePath, file.Path)] };
    }

    // One file may hold the vectors of several data files.
    private void Move(string from, string to)
    {
        if (_moved.Contains(to))
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Move(from, to);
        _moved.Add(to);
    }

    private Metadata? Metadata()
    {
        var (was, now) = (before.Metadata, after.Metadata);
        var same = was.SchemaString == now.SchemaString && was.PartitionColumns.SequenceEqual(now.PartitionColumns)
            && was.Configuration.Count == now.Configuration.Count && was.Configuration.All(pair => now.Configuration.GetValueOrDefault(pair.Key) == pair.Value);
        return same ? null : now with { Id = target.Exists ? target.Metadata.Id : now.Id, Name = was.Name, Description = was.Description, CreatedTime = target.Exists ? target.Metadata.CreatedTime : now.CreatedTime };
    }
}
