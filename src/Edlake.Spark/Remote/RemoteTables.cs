using Edlake.Diagnostics;
using Edlake.Spark.Connect;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Spark.Remote;

/// <summary>Asks a server about its tables: full names, versions, what each commit did.</summary>
internal sealed class RemoteTables(SparkConnectSession session)
{
    // Catalog, schema and table.
    private const int FullParts = 3;

    private static readonly string[] NoSuchTable = ["TABLE_OR_VIEW_NOT_FOUND", "SCHEMA_NOT_FOUND", "DELTA_MISSING_DELTA_TABLE", "DELTA_TABLE_NOT_FOUND"];

    /// <summary>A name of the text in full, quoted; the server evaluates an IDENTIFIER clause and knows what catalog and schema are current.</summary>
    internal async Task<string> FullNameAsync(QualifiedName name, SourceText text, IReadOnlyDictionary<string, BoundLiteral> parameters, CancellationToken cancellation)
    {
        var parts = name.Expression is { } expression
            ? SqlParser.ParseName(await TextOfAsync(new SqlStatement($"SELECT {text.TextOf(expression.Span)}") { NamedArguments = parameters }, cancellation).ConfigureAwait(false))
            : name.Values;
        if (parts.Count >= FullParts || parts is ["delta", _])
            return Quoted(parts);
        var current = await RowsAsync("SELECT current_catalog(), current_schema()", cancellation).ConfigureAwait(false);
        return Quoted(parts.Count == 2 ? [(string)current[0][0]!, .. parts] : [(string)current[0][0]!, (string)current[0][1]!, .. parts]);
    }

    /// <summary>The table's newest version; null when there is none of that name. Errors: REMOTE_TABLE_NOT_RESTORABLE for one that has no history.</summary>
    internal async Task<long?> VersionAsync(string table, CancellationToken cancellation)
    {
        try
        {
            return (await HistoryAsync(table, limit: 1, cancellation).ConfigureAwait(false))[0].Version;
        }
        catch (SqlException error) when (NoSuchTable.Contains(error.ErrorClass))
        {
            return null;
        }
        catch (SqlException error)
        {
            throw new EdlakeException(
                "REMOTE_TABLE_NOT_RESTORABLE", $"{table} has no history that a failed run could restore it from: {error.Text}", "Make it a Delta table, or leave it out of the job.", inner: error);
        }
    }

    /// <summary>The commits after a version, newest first.</summary>
    internal async Task<IReadOnlyList<RemoteCommit>> SinceAsync(string table, long? version, CancellationToken cancellation) =>
        [.. (await HistoryAsync(table, limit: null, cancellation).ConfigureAwait(false)).TakeWhile(commit => commit.Version > (version ?? -1))];

    /// <summary>Runs a command for its effect.</summary>
    internal Task RunAsync(string sql, CancellationToken cancellation) => session.RunAsync(new SqlStatement(sql), cancellation);

    private static string Quoted(IReadOnlyList<string> parts) => string.Join('.', parts.Select(part => $"`{part.Replace("`", "``", StringComparison.Ordinal)}`"));

    private async Task<IReadOnlyList<RemoteCommit>> HistoryAsync(string table, int? limit, CancellationToken cancellation)
    {
        var result = await session.ExecuteAsync(new SqlStatement($"DESCRIBE HISTORY {table}{(limit is { } rows ? $" LIMIT {rows}" : "")}"), cancellation).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            var names = result.Schema.Fields.Select(field => field.Name).ToList();
            var commits = new List<RemoteCommit>();
            await foreach (var row in result.ReadRowsAsync(cancellation).ConfigureAwait(false))
                commits.Add(RemoteCommit.Of(name => names.IndexOf(name) is >= 0 and var i ? row[i] : null));
            return commits;
        }
    }

    private async Task<string> TextOfAsync(SqlStatement query, CancellationToken cancellation) =>
        (await RowsAsync(query, cancellation).ConfigureAwait(false))[0][0] as string ?? throw new SqlException("NULL_IDENTIFIER", null, "The name that IDENTIFIER gives is NULL.");

    private Task<IReadOnlyList<object?[]>> RowsAsync(string query, CancellationToken cancellation) => RowsAsync(new SqlStatement(query), cancellation);

    private async Task<IReadOnlyList<object?[]>> RowsAsync(SqlStatement query, CancellationToken cancellation)
    {
        var result = await session.ExecuteAsync(query, cancellation).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            var rows = new List<object?[]>();
            await foreach (var row in result.ReadRowsAsync(cancellation).ConfigureAwait(false))
                rows.Add(row);
            return rows;
        }
    }
}
