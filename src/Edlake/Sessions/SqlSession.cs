using Edlake.Diagnostics;
using Edlake.Engines;
using Edlake.Metastore;
using Edlake.Publishing;
using Edlake.Sessions.Commands;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sessions;

/// <summary>
/// Statements one after the other, sharing temporary views, variables, settings and parameters. Alone, each statement is a transaction of
/// its own, published when it ends; in a run all stage into the run's. Not for use by several threads.
/// </summary>
public sealed class SqlSession
{
    private readonly Func<IEngine> _engine;
    private readonly WarehouseTransaction? _shared;
    private readonly string _engineInfo;

    /// <summary>A session.</summary>
    /// <param name="warehouse">Tables and views.</param>
    /// <param name="engine">Gives the engine when rows are first asked for; commands alone need none.</param>
    /// <param name="transaction">The run's; null for a session whose statements publish themselves.</param>
    public SqlSession(Warehouse warehouse, Func<IEngine> engine, WarehouseTransaction? transaction = null)
    {
        Warehouse = warehouse;
        _engine = engine;
        _shared = transaction;
        _engineInfo = $"Edlake/{typeof(SqlSession).Assembly.GetName().Version?.ToString(3)}";
    }

    /// <summary>Time zone, settings, variables, parameters.</summary>
    public SessionState State { get; internal set; } = new();

    /// <summary>What time a statement takes it to be: <c>current_timestamp()</c> and its kin. The machine's clock unless given.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Told how far a statement is; null when nobody listens.</summary>
    public IProgress<EngineProgress>? Progress { get; set; }

    /// <summary>Told each statement that was bound, before it runs; null when nobody listens.</summary>
    public Action<BoundStatement>? Bound { get; set; }

    /// <summary>Told each stored view that a statement reads; null when nobody listens.</summary>
    public Action<ViewEntry>? ViewRead { get; set; }

    /// <summary>Parameters given from outside (job parameters, <c>--param</c>); they beat a widget's default.</summary>
    public IReadOnlyDictionary<string, string> GivenParameters { get; private set; } = new Dictionary<string, string>();

    internal Warehouse Warehouse { get; }

    internal SessionNames Names { get; set; } = new();

    /// <summary>Gives parameters from outside: values of <c>:name</c> and <c>${name}</c>, always text.</summary>
    public void SetParameters(IReadOnlyDictionary<string, string> values)
    {
        GivenParameters = new Dictionary<string, string>(values, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in GivenParameters)
            SetParameter(name, value);
    }

    /// <summary>Gives the values that a <c>%run</c> cell passes to the notebook it includes; those given from outside stay.</summary>
    public void AddArguments(IReadOnlyDictionary<string, string> values)
    {
        foreach (var (name, value) in values.Where(pair => !GivenParameters.ContainsKey(pair.Key)))
            SetParameter(name, value);
    }

    /// <summary>Runs one statement. Dispose the result: a query's rows are streamed.</summary>
    /// <exception cref="SqlException">What Spark raises, with file, line and column.</exception>
    /// <exception cref="EdlakeException">What Edlake raises.</exception>
    public StatementResult Execute(SourceText text, CancellationToken cancellation)
    {
        State = State with { NowMicros = (Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, Catalog = Names.Catalog, Schema = Names.Schema };
        var source = LegacyParameters.Substitute(text, ValueOf);
        try
        {
            return Execute(SqlParser.ParseStatement(source), source, cancellation);
        }
        catch (Exception error) when (StatementErrors.Placed(error, source) is { } placed)
        {
            throw placed;
        }
    }

    /// <summary>Binds one statement without running it.</summary>
    public BoundStatement Bind(SourceText text)
    {
        var source = LegacyParameters.Substitute(text, ValueOf);
        try
        {
            var transaction = _shared ?? Warehouse.Begin();
            return Binder.Bind(SqlParser.ParseStatement(source), source, State, Catalog(transaction));
        }
        catch (SqlException error)
        {
            throw error.At(source);
        }
    }

    internal SessionCatalog Catalog(WarehouseTransaction transaction) => new(Warehouse, transaction, Names, _engine, ViewRead);

    internal void SetParameter(string name, string? value) => State = State with
    {
        NamedParameters = new Dictionary<string, BoundLiteral>(State.NamedParameters, StringComparer.OrdinalIgnoreCase) { [name] = new BoundLiteral(value, new StringType()) },
    };

    internal StatementContext Context(BoundStatement statement) =>
        new(State, statement.Text, Warehouse.Workspace, _engineInfo)
        {
            Statement = statement,
            Progress = Progress,
            UserMetadata = State.Settings.GetValueOrDefault("spark.databricks.delta.commitInfo.userMetadata"),
        };

    internal IEngine Engine => _engine();

    private StatementResult Execute(Statement statement, SourceText source, CancellationToken cancellation)
    {
        var transaction = _shared ?? Warehouse.Begin();
        var bound = _shared is null
            ? Warehouse.Look(() => Bind(statement, source, transaction = Warehouse.Begin()), cancellation)
            : Bind(statement, source, transaction);
        Bound?.Invoke(bound);
        var result = Run(bound, transaction, cancellation);
        if (_shared is null)
            Publish(transaction, result, cancellation);
        return result;
    }

    private BoundStatement Bind(Statement statement, SourceText source, WarehouseTransaction transaction) =>
        Binder.Bind(statement, source, State, Catalog(transaction));

    private void Publish(WarehouseTransaction transaction, StatementResult result, CancellationToken cancellation)
    {
        try
        {
            Warehouse.Publish(transaction, null, [], cancellation);
        }
        catch (Exception)
        {
            result.Dispose();
            transaction.Abandon();
            throw;
        }
    }

    private StatementResult Run(BoundStatement bound, WarehouseTransaction transaction, CancellationToken cancellation) => bound switch
    {
        BoundQuery query => new StatementResult(bound, new PlacedRows(Engine.Query(query.Relation, Context(bound), cancellation), bound.Text)),
        BoundCommand command => new StatementResult(bound, new CommandRunner(this, transaction).Run(command, cancellation)),
        BoundCreateTableAs create => new TableWriter(this, transaction).Create(create, cancellation),
        _ => new TableWriter(this, transaction).Write(bound, cancellation),
    };

    // A widget's value, then a setting: ${spark.sql.shuffle.partitions}.
    private string? ValueOf(string name) => State.NamedParameters.TryGetValue(name, out var value) ? value.Value as string
        : State.Settings.GetValueOrDefault(name) ?? (name.Equals("spark.sql.warehouse.dir", StringComparison.OrdinalIgnoreCase) ? Warehouse.Layout.SchemaFolder(TableName.DefaultCatalog, WarehouseLayout.DefaultSchema) : null);
}
