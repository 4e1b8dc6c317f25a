using Edlake.Delta;
using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Results;
using Edlake.Sessions;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Tests.Engine;

/// <summary>A workspace with an engine, and what its tables hold.</summary>
internal sealed class EngineSide : IDisposable
{
    private readonly IEngine _engine;
    private readonly SqlSession _session;

    internal EngineSide(string root, IEngine engine)
    {
        Directory.CreateDirectory(root);
        Workspace = new Workspace(root, root);
        _engine = engine;
        Warehouse = Warehouse.Open(Workspace, CancellationToken.None);
        _session = new SqlSession(Warehouse, () => _engine);
    }

    internal Workspace Workspace { get; }

    internal Warehouse Warehouse { get; }

    internal SqlSession Session => _session;

    /// <summary>Runs a statement; its rows as text, and what it wrote as figures.</summary>
    internal (string Rows, string Figures) Run(string sql, CancellationToken cancellation)
    {
        using var result = _session.Execute(new SourceText(sql), cancellation);
        var fields = result.Rows.Schema.Fields;
        var rows = string.Join(" | ", result.Rows.Rows.Select(row => string.Join(",", row.Select((value, i) => SparkText.Of(value, fields[i].Type) ?? "null"))));
        var figures = result.Write is { } write
            ? $"written {write.RowsWritten}, updated {write.RowsUpdated}, deleted {write.RowsDeleted}, read {string.Join(", ", write.Reads.Select(read => $"{read.Source} {read.Rows}"))}, commit {write.Commit is not null}"
            : "";
        return (rows, figures);
    }

    /// <summary>A table as its log has it: version, schema, records, and operations with their parameters.</summary>
    internal string Log(string table)
    {
        var opened = DeltaTable.Open(Path.Combine(Workspace.WarehouseRoot, table));
        var latest = opened.Latest();
        var history = opened.History().Select(entry =>
            $"{entry.Version} {entry.CommitInfo?.Operation} {string.Join(", ", entry.CommitInfo?.OperationParameters.Select(pair => $"{pair.Key}={pair.Value}") ?? [])} blind={entry.CommitInfo?.IsBlindAppend}");
        return $"version {latest.Version}, {latest.RecordCount} records, {latest.Metadata.SchemaString}, {string.Join(",", latest.PartitionColumns)}\n{string.Join('\n', history)}";
    }

    public void Dispose() => _engine.Dispose();
}
