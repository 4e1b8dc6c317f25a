using System.IO.Compression;
using System.Text;
using Edlake.Comparison;
using Edlake.Delta;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Transactions;
using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Results;
using Edlake.Sessions;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Tests;

/// <summary>A workspace of its own with an engine and a session, for statements that read and write files.</summary>
internal sealed class TestWorkspace : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly DuckDbEngine _engine;
    private readonly SqlSession _session;

    internal TestWorkspace()
    {
        Workspace = new Workspace(_folder.In("workspace"), _folder.Path);
        Directory.CreateDirectory(Workspace.Root);
        _engine = new DuckDbEngine(new EngineSettings(null, 2, _folder.In("spill")));
        Warehouse = Warehouse.Open(Workspace, CancellationToken.None);
        _session = new SqlSession(Warehouse, () => _engine);
    }

    internal Warehouse Warehouse { get; }

    internal Workspace Workspace { get; }

    /// <summary>Writes a raw file and gives its path as a notebook writes it.</summary>
    internal string Raw(string name, string content, Encoding? encoding = null) => Raw(name, (encoding ?? new UTF8Encoding(false)).GetBytes(content));

    internal string Raw(string name, byte[] content)
    {
        var path = Path.Combine(Workspace.Root, "dbfs", "raw", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        File.SetLastWriteTimeUtc(path, new DateTime(2026, 1, 5, 10, 30, 15, 123, 456, DateTimeKind.Utc));
        return $"dbfs:/raw/{name}";
    }

    internal string RawGzip(string name, string content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(content));
        return Raw(name, packed.ToArray());
    }

    /// <summary>The one read of raw files of a query.</summary>
    internal BoundFileScan Bound(string query) =>
        ((BoundQuery)_session.Bind(new SourceText(query))).Relation.SelfAndDescendants().OfType<BoundFileScan>().Single();

    /// <summary>The schema that the engine finds in raw files.</summary>
    internal StructType Inferred(string path, string format, IReadOnlyDictionary<string, string> options) => _engine.InferFileSchema(path, format, options, Workspace);

    /// <summary>What an engine is told around a statement of the session.</summary>
    internal StatementContext Context() => new(_session.State, new SourceText(""), Workspace, "test");

    /// <summary>Runs statements one after the other; the last one's outcome.</summary>
    internal WriteOutcome? Run(params ReadOnlySpan<string> statements)
    {
        WriteOutcome? outcome = null;
        foreach (var statement in statements)
        {
            using var result = _session.Execute(new SourceText(statement), CancellationToken.None);
            foreach (var _ in result.Rows.Rows)
            {
            }

            outcome = result.Write;
        }

        return outcome;
    }

    /// <summary>Puts small files of a table together and commits that.</summary>
    internal WriteOutcome Optimize(string table, params IReadOnlyList<string> orderBy)
    {
        var query = (BoundQuery)_session.Bind(new SourceText($"SELECT * FROM {table}"));
        var entry = query.Relation.SelfAndDescendants().OfType<BoundTableScan>().Single().Table;
        var outcome = _engine.Optimize(entry, null, orderBy, new StatementContext(_session.State, query.Text, Workspace, "test"), CancellationToken.None);
        if (outcome.Commit is not null)
            Assert.IsType<Committed>(Committer.Commit(outcome.Commit));
        return outcome;
    }

    /// <summary>A query's rows as text, values between bars, NULL as NULL, in the order of their text.</summary>
    internal string[] Rows(string query)
    {
        using var result = _session.Execute(new SourceText(query), CancellationToken.None);
        var types = result.Rows.Schema.Fields.Select(field => field.Type).ToArray();
        return [.. result.Rows.Rows.Select(row => string.Join('|', row.Select((value, i) => SparkText.Of(value, types[i]) ?? "NULL"))).Order(StringComparer.Ordinal)];
    }

    /// <summary>Compares two tables, or versions of them, of this workspace.</summary>
    internal TableComparison Compare(string a, string b, IReadOnlyList<string>? key = null, int limit = 1000) =>
        Compare(TableReference.Parse(a).Find(Warehouse), TableReference.Parse(b).Find(Warehouse), key, limit);

    internal TableComparison Compare(ComparedTable a, ComparedTable b, IReadOnlyList<string>? key = null, int limit = 1000) =>
        new TableComparer(_session).Compare(a, b, new ComparisonOptions(key, limit), CancellationToken.None);

    /// <summary>The folder of a table of the default schema.</summary>
    internal string TableFolder(string table) => Path.Combine(Workspace.WarehouseRoot, table);

    /// <summary>The newest version of a table of the default schema.</summary>
    internal Snapshot Snapshot(string table) => DeltaTable.Open(TableFolder(table)).Latest();

    public void Dispose()
    {
        _engine.Dispose();
        _folder.Dispose();
    }
}
