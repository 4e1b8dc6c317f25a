using System.Runtime.InteropServices;
using DuckDB.NET.Data;
using Edlake.Bench.Measuring;

namespace Edlake.Bench.Results;

/// <summary>What was measured.</summary>
internal sealed record Versions(string Commit, string DuckDb, string DotNet)
{
    public static Versions Read(BenchFolders folders, CancellationToken cancellationToken)
    {
        var commit = Git(folders, cancellationToken, "rev-parse", "--short=12", "HEAD");
        // What the benchmark itself writes does not make the program another one.
        var changes = Git(folders, cancellationToken, "status", "--porcelain", "--", "src", "notebooks", "resources", "bench/peers");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        return new Versions(
            changes.Length == 0 ? commit : commit + " with uncommitted changes", connection.ServerVersion, RuntimeInformation.FrameworkDescription);
    }

    private static string Git(BenchFolders folders, CancellationToken cancellationToken, params string[] arguments) =>
        MeasuredProcess.Run("git", arguments, folders.Repository, cancellationToken).Output.Trim();
}
