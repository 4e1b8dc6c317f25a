using System.Reflection;
using Edlake.Engines;
using Edlake.Spark.Connect;
using Edlake.Spark.Execution;
using Edlake.Spark.Reading;
using Edlake.Spark.Shadows;
using Edlake.Spark.Statements;
using Edlake.Spark.Writing;
using Edlake.Sql.Binding;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Spark;

/// <summary>
/// Apache Spark as the engine. It is sent the statements as they are written, with tables as the folders they are in and raw files as views;
/// what it writes goes into shadow tables and becomes a staged commit of the core, so that a run is one transaction here too. Server and
/// workers must see the workspace under the same path as this process.
/// </summary>
public sealed class SparkEngine : IEngine
{
    private readonly SessionPool _pool;
    private readonly ReadShadows _shadows = new();
    private readonly Lock _lock = new();
    private readonly HashSet<string> _prepared = [];

    /// <summary>An engine on a server. Nothing is sent before the first statement.</summary>
    public SparkEngine(SparkConnectionString connection, SparkConnectOptions? options = null) => _pool = new SessionPool(connection, options ?? new SparkConnectOptions());

    /// <summary>Its short name.</summary>
    public const string EngineName = "spark";

    /// <summary>Its version, known without a server.</summary>
    public static string EngineVersion { get; } =
        $"edlake {typeof(SparkEngine).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}, spark connect";

    /// <inheritdoc />
    public string Name => EngineName;

    /// <inheritdoc />
    public string Version => EngineVersion;

    /// <inheritdoc />
    public IQueryResult Query(BoundRelation relation, StatementContext context, CancellationToken cancellation)
    {
        var run = Begin(context, evolves: false, cancellation);
        try
        {
            run.Sources.Prepare([relation], []);
            var text = run.Text.Query(relation, run.Statement);
            var result = run.Execute(text);
            return new QueryResult(run, result, QuerySchema.Of(relation, result.Schema), error => run.Placed(error, text));
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public WriteOutcome Write(BoundStatement statement, StatementContext context, CancellationToken cancellation)
    {
        using var run = Begin(context, Evolves(statement), cancellation);
        return statement switch
        {
            BoundInsert insert => new StatementWriter(run).Write(insert),
            BoundUpdate update => new StatementWriter(run).Write(update),
            BoundDelete delete => new StatementWriter(run).Write(delete),
            BoundMerge merge => new StatementWriter(run).Write(merge),
            BoundCreateTableAs create => new CreateTableWriter(run).Write(create),
            BoundCopyInto copy => new CopyIntoWriter(run).Write(copy),
            _ => throw new ArgumentException($"Not a statement that writes rows: {statement.GetType().Name}.", nameof(statement)),
        };
    }

    /// <inheritdoc />
    public WriteOutcome Optimize(
        TableEntry table, (BoundTableScan Scan, BoundExpression Condition)? where, IReadOnlyList<string> orderBy, StatementContext context, CancellationToken cancellation)
    {
        using var run = Begin(context, evolves: false, cancellation);
        return new OptimizeWriter(run).Write(table, orderBy);
    }

    /// <inheritdoc />
    public StructType InferFileSchema(string path, string format, IReadOnlyDictionary<string, string> options, Workspace workspace) =>
        InferAsync(path, format, options, workspace).GetAwaiter().GetResult();

    /// <inheritdoc />
    public void Dispose()
    {
        _pool.Dispose();
        _shadows.Dispose();
    }

    private async Task<StructType> InferAsync(string path, string format, IReadOnlyDictionary<string, string> options, Workspace workspace)
    {
        var session = await _pool.TakeAsync(CancellationToken.None).ConfigureAwait(false);
        var isSound = false;
        try
        {
            var schema = await new SchemaInference(session.Session, workspace).OfAsync(path, format, options, CancellationToken.None).ConfigureAwait(false);
            isSound = true;
            return schema;
        }
        finally
        {
            await _pool.GiveBackAsync(session, isSound).ConfigureAwait(false);
        }
    }

    private StatementRun Begin(StatementContext context, bool evolves, CancellationToken cancellation)
    {
        var folder = new ShadowFolder(context.Workspace);
        if (context.Statement is { } statement)
            UnknownClauses.Refuse(statement);
        Prepare(context.Workspace, folder, cancellation);
        return StatementRun.Begin(_pool, context, folder, _shadows, evolves, cancellation);
    }

    // Once a workspace; whoever comes meanwhile waits for the answer.
    private void Prepare(Workspace workspace, ShadowFolder folder, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (_prepared.Contains(workspace.Root))
                return;
            folder.DeleteLeftBehind();
            var session = _pool.TakeAsync(cancellation).GetAwaiter().GetResult();
            try
            {
                SharedFolder.CheckAsync(session.Session, folder, cancellation).GetAwaiter().GetResult();
                _prepared.Add(workspace.Root);
            }
            finally
            {
                _pool.GiveBackAsync(session, isSound: _prepared.Contains(workspace.Root)).GetAwaiter().GetResult();
            }
        }
    }

    private static bool Evolves(BoundStatement statement) => statement switch
    {
        { Syntax: InsertStatement { WithSchemaEvolution: true } or MergeStatement { WithSchemaEvolution: true } } => true,
        BoundCopyInto copy => copy.AddedColumns.Count > 0,
        _ => false,
    };
}
