using System.Globalization;
using DuckDB.NET.Data;
using Edlake.Engines;
using Edlake.Sql.Binding;
using Edlake.Sql.Functions;
using Edlake.Sql.Functions.Native;

namespace Edlake.DuckDb.Execution;

/// <summary>
/// One DuckDB in this process's memory, which holds no data of its own. Statements run in sessions, each on its own connection, side by
/// side.
/// </summary>
internal sealed class DuckDbInstance : IDisposable
{
    // DuckDB's limit is for its buffers. The process needs some memory before it does anything (.NET, the library, the plan), and DuckDB
    // takes some besides its buffers, the more the larger they are.
    private const long FixedBytes = 320L << 20;
    private const double BufferShare = 0.8;

    private readonly DuckDBConnection _root;
    private readonly Lock _gate = new();

    /// <summary>Opens it within the limits given.</summary>
    internal DuckDbInstance(EngineSettings settings)
    {
        _root = new DuckDBConnection("DataSource=:memory:");
        _root.Open();
        foreach (var option in Options(settings))
            Run(option);
        foreach (var function in NativeFunctions.All)
            NativeFunctionRegistration.Register(_root, function);
    }

    /// <summary>A session with the time zone of the statement's own; a listener is told how far it is.</summary>
    internal DuckDbSession Connect(SessionState session, IProgress<EngineProgress>? progress = null)
    {
        DuckDBConnection connection;
        lock (_gate)
        {
            connection = _root.Duplicate();
            connection.Open();
        }

        return new DuckDbSession(connection, session, progress);
    }

    /// <inheritdoc />
    public void Dispose() => _root.Dispose();

    private static IEnumerable<string> Options(EngineSettings settings)
    {
        if (settings.MemoryLimitBytes is { } bytes)
            yield return string.Create(CultureInfo.InvariantCulture, $"SET memory_limit = '{(long)((Math.Max(bytes, EngineSettings.LeastMemoryBytes) - FixedBytes) * BufferShare)} bytes'");
        if (settings.Threads is { } threads)
            yield return string.Create(CultureInfo.InvariantCulture, $"SET threads = {threads}");
        yield return $"SET temp_directory = {PhysicalType.Literal(settings.SpillFolder)}";
        yield return "SET TimeZone = 'UTC'";

        // Rows have no order but that of an ORDER BY, as in Spark; keeping the order of files would cost memory.
        yield return "SET preserve_insertion_order = false";

        // Extensions are built in; nothing may be fetched while a statement runs.
        yield return "SET autoinstall_known_extensions = false";
        yield return "SET autoload_known_extensions = false";
    }

    private void Run(string sql)
    {
        using var command = _root.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
