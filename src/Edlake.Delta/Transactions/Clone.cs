using System.Globalization;
using Edlake.Delta.Actions;
using Edlake.Delta.DeletionVectors;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Storage;

namespace Edlake.Delta.Transactions;

/// <summary>Makes a table that begins as another one is: sharing its files (shallow), or with copies of them (deep).</summary>
public static class Clone
{
    /// <summary>
    /// The commit that makes <paramref name="target"/>, a table that is not there or is empty, what <paramref name="source"/> is. A deep clone's
    /// files are on disk when it returns. Errors: DELTA_UNSUPPORTED_NON_EMPTY_CLONE.
    /// </summary>
    /// <param name="source">What is cloned.</param>
    /// <param name="target">Where the clone goes.</param>
    /// <param name="isDeep">Copies the files instead of naming them by absolute path.</param>
    /// <param name="sourceName">The source's name, for the commit.</param>
    /// <param name="properties">Properties that the clone gets besides the source's.</param>
    /// <param name="engineInfo">Who writes it.</param>
    public static StagedCommit Stage(
        Snapshot source, Snapshot target, bool isDeep, string sourceName, IReadOnlyDictionary<string, string> properties, string engineInfo)
    {
        if (target.Exists && target.Files.Count > 0)
            throw new DeltaException("DELTA_UNSUPPORTED_NON_EMPTY_CLONE", "0AKDC", $"The clone destination table is non-empty: {target.TablePath}.", "DELETE FROM the table before running CLONE.");
        var configuration = new Dictionary<string, string>(source.Configuration);
        foreach (var (key, value) in properties)
            configuration[key] = value;
        var id = target.Exists ? target.Metadata.Id : Guid.NewGuid().ToString();
        var transaction = Transaction.Begin(target).ReadsWholeTable().SetProtocol(source.Protocol)
            .SetMetadata(source.Metadata with { Id = id, Configuration = configuration, CreatedTime = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() });
        foreach (var domain in source.Domains.Values)
            transaction.SetDomain(domain);
        var files = isDeep ? Copied(source, target.TablePath) : source.Files.Select(file => Shared(source, file)).ToList();
        foreach (var file in files)
            transaction.Add(file with { DataChange = true });
        var parameters = new Dictionary<string, string>
        {
            ["source"] = System.Text.Json.JsonSerializer.Serialize(sourceName),
            ["sourceVersion"] = source.Version.ToString(CultureInfo.InvariantCulture),
        };
        return transaction.Stage("CLONE", parameters, Metrics(source, isDeep), engineInfo);
    }

    private static AddFile Shared(Snapshot source, AddFile file) => file with
    {
        Path = FilePath.ToAbsolute(source.TablePath, file.Path),
        DeletionVector = file.DeletionVector is { StorageType: "u" } vector
            ? vector with { StorageType = "p", PathOrInlineDv = FilePath.OfLocal(DeletionVector.FileOf(source.TablePath, vector)!) }
            : file.DeletionVector,
    };

    private static List<AddFile> Copied(Snapshot source, string target)
    {
        var folders = new HashSet<string>(StringComparer.Ordinal);
        var files = new List<AddFile>();
        foreach (var file in source.Files)
        {
            var local = FilePath.ToLocal(source.TablePath, file.Path);
            var relative = FilePath.IsAbsolute(file.Path) ? FilePath.Encode(Path.GetFileName(local)) : file.Path;
            folders.Add(Copy(local, FilePath.ToLocal(target, relative)));
            files.Add(file with { Path = relative, DeletionVector = CopiedVector(source, file, target, folders) });
        }

        foreach (var folder in folders)
            DurableFile.FlushFolder(folder);
        return files;
    }

    private static DeletionVectorDescriptor? CopiedVector(Snapshot source, AddFile file, string target, HashSet<string> folders)
    {
        if (file.DeletionVector is not { } vector || DeletionVector.FileOf(source.TablePath, vector) is not { } from)
            return file.DeletionVector;
        var to = Path.Combine(target, vector.StorageType == "u" ? Path.GetRelativePath(source.TablePath, from) : Path.GetFileName(from));
        if (!File.Exists(to))
            folders.Add(Copy(from, to)); // One file may hold the vectors of several data files.
        return vector.StorageType == "u" ? vector : vector with { PathOrInlineDv = FilePath.OfLocal(to) };
    }

    private static string Copy(string from, string to)
    {
        var folder = Path.GetDirectoryName(to)!;
        Directory.CreateDirectory(folder);
        using var read = File.OpenRead(from);
        using var write = new FileStream(to, FileMode.CreateNew, FileAccess.Write);
        read.CopyTo(write);
        write.Flush(flushToDisk: true);
        return folder;
    }

    private static Dictionary<string, string> Metrics(Snapshot source, bool isDeep)
    {
        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
        var size = source.Files.Sum(file => file.Size);
        return new()
        {
            ["sourceTableSize"] = Text(size),
            ["sourceNumOfFiles"] = Text(source.Files.Count),
            ["numRemovedFiles"] = "0",
            ["numCopiedFiles"] = Text(isDeep ? source.Files.Count : 0),
            ["removedFilesSize"] = "0",
            ["copiedFilesSize"] = Text(isDeep ? size : 0),
        };
    }
}
