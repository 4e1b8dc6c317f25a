using Edlake.DuckDb.Execution;
using Edlake.DuckDb.Generation;
using Edlake.DuckDb.Reading;
using Edlake.Engines;
using Edlake.Sql.Binding;

namespace Edlake.DuckDb;

/// <summary>One statement at work: its session, the files it reads, and the generator of its SQL.</summary>
internal sealed class StatementRun : IDisposable
{
    private readonly List<string> _temporary = [];

    internal StatementRun(DuckDbInstance instance, StatementContext context, CancellationToken cancellation)
    {
        Context = context;
        Cancellation = cancellation;
        Session = instance.Connect(context.Session, context.Progress);
        Scans = new StatementScans(this);
        Generator = new SqlGenerator(context.Session, Scans);
    }

    internal StatementContext Context { get; }

    internal CancellationToken Cancellation { get; }

    internal DuckDbSession Session { get; }

    internal StatementScans Scans { get; }

    internal SqlGenerator Generator { get; }

    /// <summary>The rows of a query, once: nothing of it has to be read again afterwards.</summary>
    internal string Sql(BoundRelation relation) => Generator.Query(relation);

    /// <summary>Runs what gives no rows.</summary>
    internal void Execute(string sql) => Session.Execute(sql, Cancellation);

    /// <summary>The path of a file that goes when the statement ends.</summary>
    internal string TemporaryFile(string extension)
    {
        Directory.CreateDirectory(Context.Workspace.SpillRoot);
        var path = Path.Combine(Context.Workspace.SpillRoot, $"{Guid.NewGuid():N}{extension}");
        lock (_temporary)
            _temporary.Add(path);
        return path;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Session.Dispose();
        DeleteTemporaryFiles();
    }

    /// <summary>Deletes the statement's files, when what was in them has been read.</summary>
    internal void DeleteTemporaryFiles()
    {
        foreach (var path in _temporary)
            File.Delete(path);
        _temporary.Clear();
    }
}
