using System.Collections;
using System.CommandLine;
using System.Globalization;
using Edlake.Bundles;
using Edlake.Diagnostics;
using Edlake.DuckDb;
using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Running;
using Edlake.Spark;
using Edlake.Spark.Connect;
using Edlake.Spark.Remote;

namespace Edlake.Cli.Commands;

/// <summary>What a command works on, put together from its options and the environment: bundle, workspace, engine. The only place that chooses them.</summary>
internal sealed class Surroundings
{
    internal Option<string?> Bundle { get; } = CommonOptions.Bundle();

    internal Option<string?> Workspace { get; } = CommonOptions.Workspace();

    internal Option<string?> Memory { get; } = CommonOptions.Memory();

    internal Option<int?> Threads { get; } = CommonOptions.Threads();

    internal Option<string?> Engine { get; } = CommonOptions.Engine();

    internal Option<string?> Remote { get; } = CommonOptions.Remote();

    /// <summary>Adds the options for the workspace.</summary>
    internal void AddWorkspaceTo(Command command)
    {
        command.Options.Add(Bundle);
        command.Options.Add(Workspace);
    }

    /// <summary>Adds the options for the engine.</summary>
    internal void AddEngineTo(Command command)
    {
        command.Options.Add(Engine);
        command.Options.Add(Remote);
        command.Options.Add(Memory);
        command.Options.Add(Threads);
    }

    /// <summary>The bundle's folder. Errors: BUNDLE_NOT_FOUND.</summary>
    internal BundleFolder BundleFolder(ParseResult parsed) =>
        parsed.GetValue(Bundle) is { } folder ? Bundles.BundleFolder.Open(folder) : Bundles.BundleFolder.Find(Directory.GetCurrentDirectory());

    /// <summary>The workspace; without a bundle its paths start at the current folder.</summary>
    internal Workspace WorkspaceOf(ParseResult parsed)
    {
        var given = parsed.GetValue(Workspace) ?? Environment.GetEnvironmentVariable("EDLAKE_WORKSPACE");
        var root = parsed.GetValue(Bundle) is null && given is not null && !HasBundle() ? Directory.GetCurrentDirectory() : BundleFolder(parsed).Root;
        return new Workspace(Path.GetFullPath(given ?? Path.Combine(root, "workspace")), root);
    }

    /// <summary>The warehouse, with a publication that was left behind finished.</summary>
    internal Warehouse OpenWarehouse(ParseResult parsed, CancellationToken cancellation) => Warehouse.Open(WorkspaceOf(parsed), cancellation);

    /// <summary>The engine, not opened yet.</summary>
    internal EngineChoice EngineOf(ParseResult parsed) => EngineOf(parsed, WorkspaceOf(parsed));

    /// <summary>The engine for another workspace than the options', not opened yet. Errors: UNSUPPORTED_FEATURE for Databricks, which runs jobs and nothing else from here.</summary>
    internal EngineChoice EngineOf(ParseResult parsed, Workspace workspace) =>
        IsDatabricks(parsed) ? throw new EdlakeException("INVALID_SETTING", "The engine databricks keeps tables of its own; from here it runs jobs only.", "Use it with edlake run.")
        : IsSpark(parsed) ? new EngineChoice(SparkEngine.EngineName, SparkEngine.EngineVersion, Opening(SharedWarehouse(RemoteOf(parsed))))
        : EmbeddedEngine(parsed, workspace);

    /// <summary>What runs jobs: on this warehouse with an engine, or on a server with tables of its own.</summary>
    internal JobRunner RunnerOf(ParseResult parsed, Warehouse warehouse, IProgress<RunEvent>? progress, CancellationToken cancellation)
    {
        if (!IsDatabricks(parsed))
            return new JobRunner(warehouse, EngineOf(parsed), progress);
        var connection = RemoteOf(parsed);
        return new JobRunner(warehouse, start => RemoteRun.Begin(warehouse, connection, new SparkConnectOptions(), start, cancellation), progress);
    }

    /// <summary>The embedded engine, whatever engine the options name; not opened yet.</summary>
    internal EngineChoice EmbeddedEngine(ParseResult parsed, Workspace workspace)
    {
        var settings = new EngineSettings(MemoryLimit(parsed), ThreadsOf(parsed), workspace.SpillRoot);
        return new EngineChoice(DuckDbEngine.EngineName, DuckDbEngine.EngineVersion, () => new DuckDbEngine(settings));
    }

    /// <summary>Whether Spark is the engine.</summary>
    internal bool IsSpark(ParseResult parsed) => parsed.GetValue(Engine) is { } engine ? engine == SparkEngine.EngineName : parsed.GetValue(Remote) is not null;

    /// <summary>Whether the tables are a server's own.</summary>
    internal bool IsDatabricks(ParseResult parsed) => parsed.GetValue(Engine) == RemoteRun.EngineName;

    private static Func<IEngine> Opening(SparkConnectionString connection) => () => new SparkEngine(connection);

    private SparkConnectionString RemoteOf(ParseResult parsed)
    {
        var remote = parsed.GetValue(Remote) ?? Environment.GetEnvironmentVariable("SPARK_REMOTE");
        return remote is { Length: > 0 }
            ? SparkConnectionString.Parse(remote)
            : throw new EdlakeException("INVALID_SETTING", $"The engine {parsed.GetValue(Engine)} needs the address of a Spark Connect server.", "Give it with --remote sc://host:port, or in SPARK_REMOTE.");
    }

    private static SparkConnectionString SharedWarehouse(SparkConnectionString connection) => !connection.IsDatabricks ? connection : throw new EdlakeException(
        "INVALID_SETTING", "The engine spark needs a server that sees this workspace's folder under the same path; a Databricks workspace does not.", "Use --engine databricks, which leaves the tables to the workspace, or a Spark cluster on a shared file system.");

    /// <summary>The process's environment variables.</summary>
    internal static IReadOnlyDictionary<string, string> EnvironmentVariables() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(entry => (string)entry.Key, entry => entry.Value as string ?? "");

    /// <summary>Pairs of <c>name=value</c>. Errors: INVALID_PARAMETER.</summary>
    internal static IReadOnlyDictionary<string, string> Pairs(IEnumerable<string>? texts)
    {
        var pairs = new Dictionary<string, string>();
        foreach (var text in texts ?? [])
        {
            var sign = text.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0)
                throw new EdlakeException("INVALID_PARAMETER", $"'{text}' is not a parameter.", "Write name=value.");
            pairs[text[..sign]] = text[(sign + 1)..];
        }

        return pairs;
    }

    private static bool HasBundle()
    {
        try
        {
            Bundles.BundleFolder.Find(Directory.GetCurrentDirectory());
            return true;
        }
        catch (EdlakeException error) when (error.ErrorClass == "BUNDLE_NOT_FOUND")
        {
            return false; // That there is none is the answer.
        }
    }

    private long? MemoryLimit(ParseResult parsed)
    {
        if ((parsed.GetValue(Memory) ?? Environment.GetEnvironmentVariable("EDLAKE_MEMORY")) is not { Length: > 0 } text)
            return (long)(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes * 0.6);
        var unit = text.TrimStart("0123456789.".ToCharArray()).Trim().ToUpperInvariant();
        var factor = unit switch
        {
            "" or "B" => 1L,
            "K" or "KB" => 1_000L,
            "M" or "MB" => 1_000_000L,
            "G" or "GB" => 1_000_000_000L,
            "KIB" => 1L << 10,
            "MIB" => 1L << 20,
            "GIB" => 1L << 30,
            _ => 0L,
        };
        var amount = factor > 0 && double.TryParse(text[..^(text.Length - text.TrimEnd("BKMGIbkmgi ".ToCharArray()).Length)], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number > 0
            ? (long)(number * factor)
            : throw new EdlakeException("INVALID_SETTING", $"'{text}' is not an amount of memory.", "Write it as 4GB or 512MiB.");
        return amount >= EngineSettings.LeastMemoryBytes
            ? amount
            : throw new EdlakeException("INVALID_SETTING", $"{text} of memory is less than the process needs before it reads a row.", $"Give it {EngineSettings.LeastMemoryBytes / 1_000_000}MB or more; 4GB does for any size.");
    }

    private int? ThreadsOf(ParseResult parsed)
    {
        if (parsed.GetValue(Threads) is { } given)
            return given > 0 ? given : throw new EdlakeException("INVALID_SETTING", $"--threads {given}: there must be one at least.", "Leave it out for all cores.");
        return int.TryParse(Environment.GetEnvironmentVariable("EDLAKE_THREADS"), NumberStyles.None, CultureInfo.InvariantCulture, out var threads) && threads > 0 ? threads : null;
    }
}
