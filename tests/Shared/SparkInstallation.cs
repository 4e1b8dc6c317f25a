using System.ComponentModel;
using System.Diagnostics;

namespace Edlake.Testing;

/// <summary>A real Spark on this machine: the folder that <c>EDLAKE_SPARK</c> names, or <c>../shared/spark</c>.</summary>
internal sealed class SparkInstallation
{
    private const int OldestJava = 17;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(12);

    /// <summary>For a Java that lives for some minutes and sees a few rows: what pays off later only is left out (<c>JAVA_TOOL_OPTIONS</c>).</summary>
    internal const string QuickJava = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";

    /// <summary>The same for queries and for the logs of tables (<c>SPARK_CONF</c>).</summary>
    internal const string QuickSpark = "--conf spark.sql.codegen.factoryMode=NO_CODEGEN --conf spark.databricks.delta.snapshotPartitions=2";

    private readonly string _folder;

    private SparkInstallation(string folder) => _folder = folder;

    /// <summary>Finds one that can run scripts; null and what is missing where it is not there.</summary>
    internal static (SparkInstallation? Found, string Missing) Find() => Find("sql", "javac");

    /// <summary>Finds one that can start a Spark Connect server; null and what is missing where it is not there.</summary>
    internal static (SparkInstallation? Found, string Missing) FindServer() => Find("connect-server", "java");

    /// <summary>Starts a Spark Connect server and waits until it answers.</summary>
    /// <param name="port">Its port; 0 for any that is free.</param>
    /// <param name="environment">More of the script's variables, such as <c>SPARK_CONF</c>.</param>
    internal SparkServer StartServer(int port = 0, IReadOnlyDictionary<string, string>? environment = null) =>
        SparkServer.Start(Path.Combine(_folder, "connect-server"), port, environment ?? new Dictionary<string, string>());

    /// <summary>The folder that holds its jars: what executors in processes of their own need as <c>SPARK_HOME</c>.</summary>
    internal string Home()
    {
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(_folder, "unpack")) { RedirectStandardOutput = true }) ?? throw new InvalidOperationException("unpack did not start.");
        var home = process.StandardOutput.ReadToEnd().Trim();
        process.WaitForExit();
        return home;
    }

    /// <summary>Runs statements one after the other in one Spark; an answer each.</summary>
    internal IReadOnlyList<SparkAnswer> Run(IReadOnlyList<string> statements, TemporaryFolder folder)
    {
        var script = folder.Write("parity.sql", string.Join(";\n", statements));
        var start = new ProcessStartInfo(Path.Combine(_folder, "sql"), [script]) { RedirectStandardOutput = true, WorkingDirectory = folder.Path };
        start.Environment["SPARK_WAREHOUSE"] = folder.In("spark-warehouse-of-spark");
        start.Environment["SPARK_MEMORY"] = "1500m";
        start.Environment["JAVA_TOOL_OPTIONS"] = QuickJava;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("Spark did not start.");
        try
        {
            using var limit = new CancellationTokenSource(Limit);
            var output = process.StandardOutput.ReadToEndAsync(limit.Token).GetAwaiter().GetResult();
            process.WaitForExit();
            var answers = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(SparkAnswer.Parse).ToList();
            return answers.Count == statements.Count
                ? answers
                : throw new InvalidOperationException($"Spark answered {answers.Count} of {statements.Count} statements; exit code {process.ExitCode}.");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }

    private static (SparkInstallation? Found, string Missing) Find(string script, string java)
    {
        var folder = Environment.GetEnvironmentVariable("EDLAKE_SPARK") is { Length: > 0 } named ? named : RepositoryRoot.Shared("spark");
        if (folder is null || !File.Exists(Path.Combine(folder, script)))
            return (null, "needs a Spark, in the folder that EDLAKE_SPARK names or in ../shared/spark");
        return JavaVersion(java) is { } version && version >= OldestJava ? (new SparkInstallation(folder), "") : (null, $"needs Java {OldestJava} or later, with {java}");
    }

    // javac 17.0.12; openjdk version "17.0.12"
    private static int? JavaVersion(string program)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["-version"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var text = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
            process.WaitForExit();
            var number = text.Split(' ', '.', '\n', '-', '"').FirstOrDefault(part => int.TryParse(part, out _));
            return number is null ? null : int.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
