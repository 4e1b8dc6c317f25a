using Edlake.Delta;
using Edlake.Delta.Actions;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Transactions;
using Edlake.Diagnostics;
using Edlake.Spark.Reading;

namespace Edlake.Spark.Shadows;

/// <summary>
/// A table of its own folder that begins as another one is, sharing its files: Spark reads there what a run has staged, and writes there what
/// nobody may see yet. Gone when disposed, with all that was not taken out of it.
/// </summary>
internal sealed class ShadowTable : IDisposable
{
    private readonly Snapshot _begin;

    private ShadowTable(StagedCommit commit)
    {
        Folder = commit.TablePath;
        if (Committer.Commit(commit) is not Committed)
            throw new InvalidOperationException($"Somebody else wrote into the new folder {Folder}.");
        _begin = DeltaTable.Open(Folder).Latest();
    }

    /// <summary>Its folder.</summary>
    internal string Folder { get; }

    /// <summary>The table as it may stand in Spark's SQL.</summary>
    internal string Sql => $"delta.{SparkSyntax.Name(Folder)}";

    /// <summary>A shadow of a table.</summary>
    internal static ShadowTable Of(Snapshot source, ShadowFolder folder, string engineInfo) => Make(
        folder, path => Clone.Stage(source, Snapshot.Empty(path), isDeep: false, source.TablePath, new Dictionary<string, string>(), engineInfo));

    /// <summary>An empty table that is to become a new one.</summary>
    internal static ShadowTable New(Metadata metadata, ShadowFolder folder, string engineInfo) => Make(
        folder, path => Transaction.Begin(Snapshot.Empty(path)).SetMetadata(metadata).Stage("CREATE TABLE", new Dictionary<string, string>(), new Dictionary<string, string>(), engineInfo));

    /// <summary>
    /// What was committed in it since it was made; null when nothing was. Its new files are moved into the folder of the table that it is a
    /// shadow of, and are on disk when this returns.
    /// </summary>
    internal ShadowChange? Take(Snapshot target)
    {
        var now = DeltaTable.Open(Folder).Latest();
        if (now.Version == _begin.Version)
            return null;
        var info = DeltaTable.Open(Folder).History().First(entry => entry.Version == _begin.Version + 1).CommitInfo
            ?? throw new EdlakeException("ENGINE_ERROR", $"Spark made a commit without information in {Folder}.", "Report it with the statement.");
        return new ShadowReturn(_begin, now, target).Take(info);
    }

    /// <inheritdoc />
    public void Dispose() => ShadowFolder.Delete(Folder);

    private static ShadowTable Make(ShadowFolder folder, Func<string, StagedCommit> stage)
    {
        var path = folder.NewPath();
        try
        {
            return new ShadowTable(stage(path));
        }
        catch
        {
            ShadowFolder.Delete(path);
            throw;
        }
    }
}
