using System.Globalization;
using Edlake.Delta;
using Edlake.Delta.Snapshots;
using Edlake.Delta.Transactions;
using Edlake.Engines;
using Edlake.Schemas;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sessions.Commands;

/// <summary>VACUUM: deletes files that no version within the retention needs, or with DRY RUN lists them.</summary>
internal sealed class VacuumCommands(SqlSession session)
{
    private const string RetentionCheck = "spark.databricks.delta.retentionDurationCheck.enabled";

    internal IQueryResult Run(VacuumStatement vacuum, BoundCommand command, CancellationToken cancellation)
    {
        var snapshot = command.Table(vacuum.Name, "VACUUM").Snapshot();
        if (vacuum.IsLite)
            throw new SqlException("UNSUPPORTED_FEATURE", "0A000", "The feature is not supported: VACUUM LITE.", vacuum.Span, "Leave LITE out: the whole folder is looked at.");
        var retention = vacuum.RetainHours is null ? TableRetention.DeletedFiles(snapshot.Configuration) : Hours(command.Expressions[0], vacuum.Span);
        var allowShorter = session.State.Settings.GetValueOrDefault(RetentionCheck)?.Equals("false", StringComparison.OrdinalIgnoreCase) ?? false;
        var plan = Plan(snapshot, retention, allowShorter, cancellation);
        var columns = new StructType([new StructField("path", new StringType())]);
        if (vacuum.IsDryRun)
            return new RowList(columns, [.. plan.Select(path => new object?[] { LocationText.Of(path) })]);
        foreach (var path in plan)
        {
            cancellation.ThrowIfCancellationRequested();
            File.Delete(path);
        }

        return new RowList(columns, [[LocationText.Of(snapshot.TablePath)]]);
    }

    // What a run has staged is not published yet: neither its files nor those it is about to remove may go.
    private static List<string> Plan(Snapshot snapshot, TimeSpan retention, bool allowShorter, CancellationToken cancellation)
    {
        var now = DateTimeOffset.UtcNow;
        var plan = Vacuum.Plan(snapshot, retention, now, allowShorter, cancellation);
        var published = DeltaTable.Open(snapshot.TablePath).Latest();
        return published.Version == snapshot.Version
            ? [.. plan]
            : [.. plan.Intersect(Vacuum.Plan(published, retention, now, allowShorter, cancellation), StringComparer.Ordinal)];
    }

    private static TimeSpan Hours(BoundExpression hours, SourceSpan span) => hours is BoundLiteral { Value: IConvertible or DecimalValue } literal
        && double.TryParse(Convert.ToString(literal.Value, CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture, out var count) && count >= 0
        ? TimeSpan.FromHours(count)
        : throw new SqlException("PARSE_SYNTAX_ERROR", "42601", "Syntax error: RETAIN takes a number of hours.", span, "Write RETAIN 168 HOURS.");
}
