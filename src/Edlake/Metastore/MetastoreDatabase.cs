using System.Collections.Immutable;
using System.Text.Json;
using Edlake.Diagnostics;
using Edlake.Running;
using Edlake.Sql.Binding;
using Microsoft.Data.Sqlite;

namespace Edlake.Metastore;

/// <summary>
/// The metastore on disk: one SQLite file beside the warehouse. What must be atomic with data is in the Delta logs, never here; what is here
/// changes only by a publication, in one SQLite transaction.
/// </summary>
public sealed class MetastoreDatabase
{
    /// <summary>The layout's version; a file of another one is refused.</summary>
    public const int LayoutVersion = 1;

    private const string Layout =
        """
        create table if not exists schemas (key text primary key, body text not null);
        create table if not exists views (catalog text collate nocase, schema text collate nocase, name text collate nocase, body text not null, primary key (catalog, schema, name));
        create table if not exists tables (catalog text collate nocase, schema text collate nocase, name text collate nocase, folder text not null, is_external integer not null, primary key (catalog, schema, name));
        create table if not exists publications (id text primary key);
        create table if not exists runs (run_id text primary key, job text not null, status text not null, started_at text not null, body text not null);
        create table if not exists task_states (job text not null, task text not null, body text not null, primary key (job, task));
        """;

    private readonly string _connectionString;

    private MetastoreDatabase(string path) => _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        DefaultTimeout = 30,
        Pooling = false,
    }.ToString();

    /// <summary>Opens the file, making it where it is not there. Errors: METASTORE_LAYOUT_VERSION, METASTORE_NOT_READABLE.</summary>
    public static MetastoreDatabase Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var database = new MetastoreDatabase(path);
        try
        {
            using var connection = database.Connect();
            var version = (long)Scalar(connection, "pragma user_version")!;
            if (version == 0)
                Execute(connection, $"pragma journal_mode = wal; {Layout} pragma user_version = {LayoutVersion};");
            else if (version != LayoutVersion)
                throw new EdlakeException("METASTORE_LAYOUT_VERSION", $"The metastore {path} has layout {version}; this edlake knows layout {LayoutVersion}.", "Use the edlake that made it, or another workspace.");
        }
        catch (SqliteException error)
        {
            throw new EdlakeException("METASTORE_NOT_READABLE", $"The metastore {path} cannot be opened: {error.Message}", "Check that the file is a metastore and that its folder can be written.", inner: error);
        }

        return database;
    }

    /// <summary>All it knows of schemas, views and tables.</summary>
    public MetastoreState Load()
    {
        using var connection = Connect();
        var schemas = ImmutableDictionary.CreateBuilder<string, SchemaEntry>();
        foreach (var row in Rows(connection, "select key, body from schemas"))
            schemas[row.GetString(0)] = Read<SchemaEntry>(row.GetString(1));
        var views = ImmutableDictionary.CreateBuilder<TableName, StoredView>();
        foreach (var row in Rows(connection, "select body from views"))
        {
            var view = Read<StoredView>(row.GetString(0));
            views[view.Name] = view;
        }

        var tables = ImmutableDictionary.CreateBuilder<TableName, TableLocation>();
        foreach (var row in Rows(connection, "select catalog, schema, name, folder, is_external from tables"))
            tables[new TableName(row.GetString(0), row.GetString(1), row.GetString(2))] = new TableLocation(row.GetString(3), row.GetBoolean(4));
        return new MetastoreState(schemas.ToImmutable(), views.ToImmutable(), tables.ToImmutable(), []);
    }

    /// <summary>Applies a publication's part in one transaction; the second time does nothing.</summary>
    public void Apply(string publicationId, IReadOnlyList<MetastoreChange> changes, RunRecord? run, IReadOnlyList<TaskState> taskStates)
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction();
        if (Execute(connection, "insert or ignore into publications values ($1)", publicationId) == 1)
        {
            foreach (var change in changes)
                Apply(connection, change);
            if (run is not null)
                Put(connection, run);
            foreach (var state in taskStates)
                Execute(connection, "insert or replace into task_states values ($1, $2, $3)", state.Job, state.Task, Write(state));
        }

        transaction.Commit();
    }

    /// <summary>Keeps the record of a run that publishes nothing: one that failed, or was cancelled.</summary>
    public void Record(RunRecord run)
    {
        using var connection = Connect();
        Put(connection, run);
    }

    /// <summary>Runs, newest first.</summary>
    public IReadOnlyList<RunRecord> Runs(int limit)
    {
        using var connection = Connect();
        return [.. Rows(connection, "select body from runs order by started_at desc, run_id desc limit $1", limit).Select(row => Read<RunRecord>(row.GetString(0)))];
    }

    /// <summary>What the tasks of a job last published, by task key.</summary>
    public IReadOnlyDictionary<string, TaskState> TaskStates(string job)
    {
        using var connection = Connect();
        return Rows(connection, "select body from task_states where job = $1", job).Select(row => Read<TaskState>(row.GetString(0))).ToDictionary(state => state.Task);
    }

    private static void Apply(SqliteConnection connection, MetastoreChange change)
    {
        switch (change)
        {
            case PutSchema { Schema: var schema }:
                Execute(connection, "insert or replace into schemas values ($1, $2)", MetastoreState.SchemaKey(schema.Catalog, schema.Name), Write(schema));
                break;
            case DropSchema drop:
                Execute(connection, "delete from schemas where key = $1", MetastoreState.SchemaKey(drop.Catalog, drop.Name));
                Execute(connection, "delete from views where catalog = $1 and schema = $2", drop.Catalog, drop.Name);
                Execute(connection, "delete from tables where catalog = $1 and schema = $2", drop.Catalog, drop.Name);
                break;
            case PutView { View: var view }:
                Execute(connection, "insert or replace into views values ($1, $2, $3, $4)", view.Name.Catalog, view.Name.Schema, view.Name.Name, Write(view));
                break;
            case DropView { Name: var name }:
                Execute(connection, "delete from views where catalog = $1 and schema = $2 and name = $3", name.Catalog, name.Schema, name.Name);
                break;
            case PutTable { Name: var name } put:
                Execute(connection, "insert or replace into tables values ($1, $2, $3, $4, $5)", name.Catalog, name.Schema, name.Name, put.Folder, put.IsExternal ? 1 : 0);
                break;
            case DropTable { Name: var name }:
                Execute(connection, "delete from tables where catalog = $1 and schema = $2 and name = $3", name.Catalog, name.Schema, name.Name);
                break;
            case MoveTable move:
                Execute(connection, "delete from tables where catalog = $1 and schema = $2 and name = $3", move.From.Catalog, move.From.Schema, move.From.Name);
                if (move.Target is null)
                    Execute(connection, "insert or replace into tables values ($1, $2, $3, $4, 1)", move.To.Catalog, move.To.Schema, move.To.Name, move.Folder);
                break;
            default:
                throw new InvalidOperationException($"A change of the metastore that is not known: {change.GetType().Name}.");
        }
    }

    private static void Put(SqliteConnection connection, RunRecord run) => Execute(
        connection, "insert or replace into runs values ($1, $2, $3, $4, $5)", run.RunId, run.Job, run.Status.ToString(), run.StartedAt.ToString("O"), Write(run));

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        return connection;
    }

    private static object? Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private static int Execute(SqliteConnection connection, string sql, params object[] values)
    {
        using var command = Command(connection, sql, values);
        return command.ExecuteNonQuery();
    }

    private static IEnumerable<SqliteDataReader> Rows(SqliteConnection connection, string sql, params object[] values)
    {
        using var command = Command(connection, sql, values);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return reader;
    }

    private static SqliteCommand Command(SqliteConnection connection, string sql, object[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < values.Length; i++)
            command.Parameters.AddWithValue($"${i + 1}", values[i]);
        return command;
    }

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, StateJson.Options);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, StateJson.Options)
        ?? throw new EdlakeException("METASTORE_NOT_READABLE", $"The metastore holds a {typeof(T).Name} that is null.", "Restore the workspace from a backup.");
}
