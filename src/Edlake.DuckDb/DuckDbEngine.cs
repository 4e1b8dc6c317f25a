using System.Reflection;
using Edlake.DuckDb.Execution;
using Edlake.DuckDb.Reading.Files;
using Edlake.DuckDb.Writing;
using Edlake.Engines;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.DuckDb;

/// <summary>The embedded engine: DuckDB reads and computes, Parquet files and staged commits come out.</summary>
public sealed class DuckDbEngine : IEngine
{
    private readonly DuckDbInstance _instance;

    /// <summary>Opens an engine within limits.</summary>
    public DuckDbEngine(EngineSettings settings) => _instance = new DuckDbInstance(settings);

    /// <summary>Its short name.</summary>
    public const string EngineName = "duckdb";

    /// <summary>Its version, known without opening it.</summary>
    public static string EngineVersion { get; } =
        $"edlake {Informational(typeof(DuckDbEngine))}, duckdb {Informational(typeof(DuckDB.NET.Data.DuckDBConnection))}";

    /// <inheritdoc />
    public string Name => EngineName;

    /// <inheritdoc />
    public string Version => EngineVersion;

    /// <inheritdoc />
    public IQueryResult Query(BoundRelation relation, StatementContext context, CancellationToken cancellation)
    {
        var run = new StatementRun(_instance, context, cancellation);
        try
        {
            var prepared = run.Scans.Prepare(relation, mayRunTwice: false);
            run.DeleteTemporaryFiles();
            var schema = new StructType([.. relation.Output.Select(column => new StructField(column.Name, column.Type, column.Nullable) { Comment = column.Comment })]);
            return new QueryResult(run.Session, schema, run.Sql(prepared), cancellation);
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
        using var run = new StatementRun(_instance, context, cancellation);
        return statement switch
        {
            BoundInsert insert => new InsertWriter(run).Write(insert),
            BoundCreateTableAs create => new CreateTableWriter(run).Write(create),
            BoundDelete delete => new DeleteWriter(run).Write(delete),
            BoundUpdate update => new UpdateWriter(run).Write(update),
            BoundMerge merge => new MergeWriter(run).Write(merge),
            BoundCopyInto copy => new CopyIntoWriter(run).Write(copy),
            _ => throw new ArgumentException($"Not a statement that writes rows: {statement.GetType().Name}.", nameof(statement)),
        };
    }

    /// <inheritdoc />
    public WriteOutcome Optimize(
        TableEntry table, (BoundTableScan Scan, BoundExpression Condition)? where, IReadOnlyList<string> orderBy, StatementContext context, CancellationToken cancellation)
    {
        using var run = new StatementRun(_instance, context, cancellation);
        return new OptimizeWriter(run).Write(table, where, orderBy);
    }

    /// <inheritdoc />
    public StructType InferFileSchema(string path, string format, IReadOnlyDictionary<string, string> options, Workspace workspace) =>
        new SchemaInference(_instance, workspace).Of(path, format, options);

    /// <inheritdoc />
    public void Dispose() => _instance.Dispose();

    private static string Informational(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
}
