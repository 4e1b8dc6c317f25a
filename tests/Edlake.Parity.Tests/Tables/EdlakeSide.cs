using Edlake.DuckDb;
using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Results;
using Edlake.Sessions;
using Edlake.Sql.Diagnostics;

namespace Edlake.Parity.Tests.Tables;

/// <summary>A workspace with the embedded engine.</summary>
internal sealed class EdlakeSide : IDisposable
{
    private readonly DuckDbEngine _engine;
    private readonly SqlSession _session;

    internal EdlakeSide(string root)
    {
        Directory.CreateDirectory(root);
        Workspace = new Workspace(root, root);
        _engine = new DuckDbEngine(new EngineSettings(null, 2, Path.Combine(root, ".edlake", "spill")));
        _session = new SqlSession(Warehouse.Open(Workspace, CancellationToken.None), () => _engine);
    }

    internal Workspace Workspace { get; }

    /// <summary>Runs a statement; its schema as DDL and its rows as text.</summary>
    internal (string Schema, IReadOnlyList<IReadOnlyList<string?>> Rows) Run(string sql)
    {
        using var result = _session.Execute(new SourceText(sql), CancellationToken.None);
        var schema = result.Rows.Schema;
        return (schema.Ddl, [.. result.Rows.Rows.Select(row => (IReadOnlyList<string?>)[.. row.Select((value, i) => SparkText.Of(value, schema.Fields[i].Type))])]);
    }

    /// <summary>The folder of a table of the default schema.</summary>
    internal string Folder(string table) => Path.Combine(Workspace.WarehouseRoot, table);

    public void Dispose() => _engine.Dispose();
}
