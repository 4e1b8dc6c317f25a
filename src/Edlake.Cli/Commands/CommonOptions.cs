using System.CommandLine;
using Edlake.Diagnostics;

namespace Edlake.Cli.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    internal static Option<string?> Bundle() => new("--bundle")
    {
        Description = "Folder of the bundle (databricks.yml). Default: the current folder or the nearest parent that has one.",
        HelpName = "DIR",
    };

    internal static Option<string?> Workspace() => new("--workspace")
    {
        Description = "Folder that stands for the Databricks workspace: dbfs:/, /Volumes, the warehouse. Default: workspace beside databricks.yml, or $EDLAKE_WORKSPACE.",
        HelpName = "DIR",
    };

    internal static Option<string?> Target() => new("--target", "-t")
    {
        Description = "The bundle's target. Default: the one marked default.",
        HelpName = "T",
    };

    internal static Option<string[]> Variables() => new("--var")
    {
        Description = "A bundle variable, name=value. May be repeated.",
        HelpName = "k=v",
        AllowMultipleArgumentsPerToken = false,
    };

    internal static Option<string[]> Parameters() => new("--param", "-p")
    {
        Description = "A parameter, name=value. May be repeated.",
        HelpName = "k=v",
        AllowMultipleArgumentsPerToken = false,
    };

    internal static Option<string?> Engine()
    {
        var option = new Option<string?>("--engine") { Description = "duckdb, which is built in; spark, a Spark Connect server that sees the workspace; or databricks, one that keeps tables of its own (run only). Default: spark where --remote is given, else duckdb." };
        option.AcceptOnlyFromAmong("duckdb", "spark", "databricks");
        return option;
    }

    internal static Option<string?> Remote() => new("--remote")
    {
        Description = "The Spark Connect server. Default: $SPARK_REMOTE.",
        HelpName = "sc://HOST:PORT",
    };

    /// <summary>How many differing rows to list. Errors: INVALID_PARAMETER.</summary>
    internal static int ListedRows(int limit) => limit is >= 0 and <= 1_000_000
        ? limit
        : throw new EdlakeException("INVALID_PARAMETER", $"--limit {limit}: it is a number of rows from 0 to 1000000.", "Leave it out for 20.");

    internal static Option<string?> Memory() => new("--memory")
    {
        Description = "Memory the process may take before it spills to disk, such as 4GB; 512MB at least. Default: 60 % of the machine's, or $EDLAKE_MEMORY.",
        HelpName = "SIZE",
    };

    internal static Option<int?> Threads() => new("--threads")
    {
        Description = "Threads the engine may use. Default: all cores, or $EDLAKE_THREADS.",
        HelpName = "N",
    };
}
