namespace Edlake.Bench;

/// <summary>Where the benchmark's things are, seen from the repository's root.</summary>
internal sealed record BenchFolders(string Repository)
{
    public string Scripts => Path.Combine(Repository, "bench", "peers", "duckdb");

    public string Results => Path.Combine(Repository, "bench", "results");

    public string Work => Path.Combine(Repository, "bench", "runs");

    public string Sample => Path.Combine(Repository, "data", "sample");

    /// <summary>The command as `dotnet build -c Release` leaves it.</summary>
    public string Edlake =>
        Path.Combine(Repository, "artifacts", "bin", "Edlake.Cli", "release", OperatingSystem.IsWindows() ? "edlake.exe" : "edlake");

    public string RawData(long rows) => Path.Combine(Repository, "bench", "data", rows.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The repository this program was built in.</summary>
    /// <exception cref="DirectoryNotFoundException">The program runs outside of it.</exception>
    public static BenchFolders Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Edlake.slnx"))) return new BenchFolders(folder.FullName);
        throw new DirectoryNotFoundException("Run the benchmark from its repository: no Edlake.slnx above " + AppContext.BaseDirectory);
    }
}
