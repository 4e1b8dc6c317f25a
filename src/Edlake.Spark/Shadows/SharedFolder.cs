using Edlake.Diagnostics;
using Edlake.Spark.Connect;
using Edlake.Spark.Reading;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Shadows;

/// <summary>Finds out whether a server sees the workspace where this process does, before a statement fails for a table that is not there.</summary>
internal static class SharedFolder
{
    /// <summary>Has the server read a file that only this workspace has. Errors: WORKSPACE_NOT_SHARED.</summary>
    internal static async Task CheckAsync(SparkConnectSession session, ShadowFolder folder, CancellationToken cancellation)
    {
        var path = folder.NewPath();
        Directory.CreateDirectory(path);
        try
        {
            await File.WriteAllTextAsync(Path.Combine(path, "seen.txt"), path, cancellation).ConfigureAwait(false);
            await using var result = await session.ExecuteAsync(new SqlStatement($"SELECT value FROM text.{SparkSyntax.Name(path)}"), cancellation).ConfigureAwait(false);
            var rows = await result.ReadRowsAsync(cancellation).ToListAsync(cancellation).ConfigureAwait(false);
            if (rows is not [[string seen]] || seen != path)
                throw NotShared(path, null);
        }
        catch (SqlException error)
        {
            throw NotShared(path, error);
        }
        finally
        {
            ShadowFolder.Delete(path);
        }
    }

    private static EdlakeException NotShared(string path, SqlException? error) => new(
        "WORKSPACE_NOT_SHARED",
        $"The Spark server does not see the workspace: {Path.GetDirectoryName(path)} is not there for it, or cannot be read.{(error is null ? "" : $" It says: {error.Message}")}",
        "Put the workspace on a file system that edlake, the server and its workers have under the same path, and let them read each other's files.",
        inner: error);
}
