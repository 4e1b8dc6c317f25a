using Edlake.Delta;
using Edlake.Delta.Schema;
using Edlake.Delta.TableFeatures;
using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Schemas;
using Edlake.Sql.Binding;
using Edlake.Sql.Syntax;

namespace Edlake.Sessions.Commands;

/// <summary>ALTER TABLE … SET and UNSET TBLPROPERTIES.</summary>
internal sealed class TablePropertyCommands(SqlSession session, WarehouseTransaction transaction)
{
    internal IQueryResult Set(SetPropertiesAction set, TableEntry table, BoundCommand command)
    {
        var snapshot = table.Snapshot();
        var given = TableProperties.Checked(set.Properties.Values);
        if (given.Keys.FirstOrDefault(key => key.StartsWith("delta.constraints.", StringComparison.Ordinal)) is { } constraint)
            throw new DeltaException("DELTA_ADD_CONSTRAINTS", "0A000", $"Please use ALTER TABLE ADD CONSTRAINT to add CHECK constraints, not the property {constraint}.");
        CheckMapping(snapshot.Configuration, given);
        var configuration = new Dictionary<string, string>(snapshot.Configuration);
        foreach (var (key, value) in given)
            configuration[key] = value;
        var parameters = new Dictionary<string, string> { ["properties"] = OperationParameters.Json(set.Properties.Values) };
        return new TableChange(session, transaction).Stage(snapshot, snapshot.Metadata with { Configuration = configuration }, "SET TBLPROPERTIES", parameters, command);
    }

    internal IQueryResult Unset(UnsetPropertiesAction unset, TableEntry table, BoundCommand command)
    {
        var snapshot = table.Snapshot();
        if (unset.Keys.FirstOrDefault(key => key.StartsWith("delta.constraints.", StringComparison.OrdinalIgnoreCase)) is { } constraint)
            throw new DeltaException("DELTA_UNSUPPORTED_DROP_CONSTRAINT_PROPERTY", "0A000", $"Please use ALTER TABLE DROP CONSTRAINT, not the property {constraint}.");
        var keys = unset.Keys.Select(TableProperties.NameOf).ToHashSet(StringComparer.Ordinal);
        CheckMapping(snapshot.Configuration, keys.Where(key => key == ColumnMapping.ModeKey).ToDictionary(key => key, _ => "none"));
        var metadata = snapshot.Metadata with { Configuration = snapshot.Configuration.Where(pair => !keys.Contains(pair.Key)).ToDictionary() };
        var parameters = new Dictionary<string, string> { ["properties"] = OperationParameters.Json(unset.Keys), ["ifExists"] = OperationParameters.Flag(unset.IfExists) };
        return new TableChange(session, transaction).Stage(snapshot, metadata, "UNSET TBLPROPERTIES", parameters, command);
    }

    // The files already have the names that a mapping gave them; only none -> name changes nothing in them.
    private static void CheckMapping(IReadOnlyDictionary<string, string> before, Dictionary<string, string> given)
    {
        if (!given.TryGetValue(ColumnMapping.ModeKey, out var mode))
            return;
        var now = before.GetValueOrDefault(ColumnMapping.ModeKey, "none");
        if (!mode.Equals(now, StringComparison.OrdinalIgnoreCase) && (now, mode.ToLowerInvariant()) is not ("none", "name"))
            throw new DeltaException("DELTA_UNSUPPORTED_COLUMN_MAPPING_MODE_CHANGE", "0AKDC", $"Changing column mapping mode from '{now}' to '{mode}' is not supported.", "Make the table anew with the mode you want.");
    }
}
