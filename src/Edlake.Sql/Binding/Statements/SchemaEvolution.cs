using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Binding.Statements;

/// <summary>Whether a write may add columns to its table.</summary>
internal static class SchemaEvolution
{
    private const string Setting = "spark.databricks.delta.schema.autoMerge.enabled";

    internal static bool IsOn(SessionState session) =>
        session.Settings.TryGetValue(Setting, out var value) && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Delta's refusal of columns the table does not have; its class is Delta 4.0's own.</summary>
    internal static SqlException Mismatch(WriteTarget target, IEnumerable<string> columns, SourceSpan span) => new(
        "_LEGACY_ERROR_TEMP_DELTA_0007",
        null,
        $"A schema mismatch detected when writing to the Delta table {target.Table.Name}: the table has [{string.Join(", ", target.Fields.Select(member => member.Name))}], the data [{string.Join(", ", columns)}].",
        span,
        $"Take the columns out, or allow new ones: INSERT WITH SCHEMA EVOLUTION, or SET {Setting} = true.");
}
