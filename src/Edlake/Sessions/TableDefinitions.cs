using Edlake.Delta.Actions;
using Edlake.Delta.Schema;
using Edlake.Delta.TableFeatures;
using Edlake.Diagnostics;
using Edlake.Engines;
using Edlake.Metastore;
using Edlake.Publishing;
using Edlake.Schemas;
using Edlake.Sessions.Commands;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;
using StructType = Edlake.Sql.Types.StructType;

namespace Edlake.Sessions;

/// <summary>What CREATE TABLE says of a table, as Delta metadata; and where the table will stand.</summary>
internal sealed class TableDefinitions(SqlSession session, WarehouseTransaction transaction)
{
    /// <summary>
    /// Whether the table is to be made: false when it is there and the text says IF NOT EXISTS. Errors: TABLE_OR_VIEW_ALREADY_EXISTS,
    /// TABLE_OR_VIEW_NOT_FOUND (REPLACE TABLE of none), SCHEMA_NOT_FOUND, and formats other than Delta by name.
    /// </summary>
    internal bool MayCreate(CreateTableStatement create, TableName name)
    {
        var span = create.Name.Span;
        if (create.Provider is not (null or "delta"))
            throw new SqlException("UNSUPPORTED_FEATURE", "0A000", $"The feature is not supported: tables USING {create.Provider}.", span, "Leave USING out, or write USING delta.");
        if (!IsPath(name) && !session.Catalog(transaction).SchemaExists(name.Catalog, name.Schema))
            throw new SqlException("SCHEMA_NOT_FOUND", "42704", $"The schema `{name.Catalog}`.`{name.Schema}` cannot be found. Verify the spelling and correctness of the schema and catalog.", span, $"CREATE SCHEMA {name.Schema}");
        if (transaction.State.Views.ContainsKey(name))
            throw Exists(name, span);
        var exists = !IsPath(name) ? transaction.Find(name) is not null : transaction.SnapshotOf(session.Warehouse.Workspace.Resolve(name.Name)).Exists;
        if (!exists && create is { IsReplace: true, IsCreate: false })
            throw new SqlException("TABLE_OR_VIEW_NOT_FOUND", "42P01", $"The table or view {name.Quoted} cannot be found.", span, "Write CREATE OR REPLACE TABLE.");
        return !exists || create.IsReplace ? true : create.IfNotExists ? false : throw Exists(name, span);
    }

    /// <summary>The table that a query's rows will make.</summary>
    internal NewTable ForQuery(BoundCreateTableAs create, CreateTableStatement syntax) => Make(create.Name, syntax, create.Schema);

    /// <summary>The table that a list of columns makes.</summary>
    internal NewTable ForColumns(TableName name, CreateTableStatement syntax)
    {
        var columns = syntax.Columns.Concat(syntax.PartitionedBy.Where(column => column.Type is not null)).ToList();
        if (columns.FirstOrDefault(column => column.GeneratedText is not null || column.IsIdentity) is { } generated)
            throw new SqlException("UNSUPPORTED_FEATURE.TABLE_OPERATION", "0A000", $"The feature is not supported: Table {name.Quoted} does not support {(generated.IsIdentity ? "identity column" : "generated columns")}.", generated.Span, "Compute the column in the query that writes the table.");
        return Make(name, syntax, TypeSyntax.Struct(columns));
    }

    /// <summary>The domain that keeps CLUSTER BY; null when the text has none. Errors: DELTA_CLUSTER_BY_WITH_PARTITIONED_BY and those of the columns.</summary>
    internal static DomainMetadata? Clustering(CreateTableStatement syntax, Metadata metadata)
    {
        if (syntax.ClusterBy.Count == 0)
            return null;
        if (syntax.PartitionedBy.Count > 0)
            throw new SqlException("SPECIFY_CLUSTER_BY_WITH_PARTITIONED_BY_IS_NOT_ALLOWED", "42908", "Cannot specify both CLUSTER BY and PARTITIONED BY.", syntax.ClusterBy[0].Span, "Leave PARTITIONED BY out.");
        return ClusteringColumns.ToDomain(metadata.Schema, ClusterCommands.Checked(syntax.ClusterBy, metadata.Schema));
    }

    /// <summary>Makes a table known whose folder its name does not tell; a table dropped before in this transaction is there again.</summary>
    internal void Register(TableName name, string? location)
    {
        if (location is not null && !IsPath(name))
            transaction.Stage(new PutTable(name, session.Warehouse.Workspace.Resolve(location), IsExternal: true));
    }

    private NewTable Make(TableName name, CreateTableStatement syntax, StructType schema)
    {
        foreach (var field in schema.Fields.Where(field => !DeltaSchema.CanStore(field.Type)))
            throw new SqlException("DELTA_UNSUPPORTED_DATA_TYPES", "0AKDC", $"Found columns using unsupported data types: [{field.Name}: {field.Type.Sql}].", syntax.Span, "Cast the column to a type that a table can store.");
        if (syntax.PartitionedBy.Count > 0 && syntax.PartitionedBy.Count == schema.Fields.Count)
            throw new SqlException("ALL_PARTITION_COLUMNS_NOT_ALLOWED", "KD005", "Cannot use all columns for partition columns.", syntax.PartitionedBy[0].Span, "Leave one column out of PARTITIONED BY, for the files to hold.");
        CheckDefaults(syntax);
        transaction.TakeBackDrop(name);
        var folder = syntax.Location is { } location ? session.Warehouse.Workspace.Resolve(location)
            : IsPath(name) ? session.Warehouse.Workspace.Resolve(name.Name)
            : transaction.FolderOf(name);
        if (transaction.State.Tables.FirstOrDefault(pair => pair.Value.Folder == folder && !pair.Key.Equals(name) && !pair.Value.IsExternal) is { Key: { } other })
            throw new EdlakeException("TABLE_FOLDER_IN_USE", $"{name} cannot be made in {folder}: {other}, renamed in this run, is still there.", "Make the table in another run, or under another name.");
        var stored = DeltaSchema.ToDelta(schema);
        var configuration = Configuration(syntax);
        if (!ColumnMapping.IsOn(configuration))
            ColumnNames.Check(stored);
        var metadata = Metadata.Create(
            stored,
            [.. syntax.PartitionedBy.Select(column => schema.Fields.First(field => field.Name.Equals(column.Name.Value, StringComparison.OrdinalIgnoreCase)).Name)],
            configuration,
            description: syntax.Comment);
        var there = transaction.SnapshotOf(folder);
        return new NewTable(there, ColumnMapping.Complete(there.Exists ? metadata with { Id = there.Metadata.Id } : metadata, hasFiles: false));
    }

    // CHECK constraints are properties in Delta; the key constraints, which nothing enforces, are kept as properties too so that they are not lost.
    private static Dictionary<string, string> Configuration(CreateTableStatement syntax)
    {
        var configuration = TableProperties.Checked(syntax.Properties.Values);
        foreach (var constraint in syntax.Constraints)
        {
            var name = KeyConstraints.NameOf(constraint);
            configuration[constraint.CheckText is null ? KeyConstraints.Key(name) : $"delta.constraints.{name}"] = constraint.CheckText ?? KeyConstraints.TextOf(constraint);
        }

        // What the commit then needs of the protocol: the clustering columns themselves are a domain of the log.
        if (syntax.ClusterBy.Count > 0)
        {
            configuration[TableProperties.FeaturePrefix + "clustering"] = "supported";
            configuration[TableProperties.FeaturePrefix + "domainMetadata"] = "supported";
        }

        return configuration;
    }

    private static void CheckDefaults(CreateTableStatement syntax)
    {
        var isEnabled = syntax.Properties.Values.Any(pair => pair.Key.Equals("delta.feature.allowColumnDefaults", StringComparison.OrdinalIgnoreCase));
        if (!isEnabled && syntax.Columns.FirstOrDefault(column => column.Default is not null) is { } column)
            throw DefaultsNotEnabled("CREATE TABLE", column.Span);
    }

    internal static SqlException DefaultsNotEnabled(string statement, SourceSpan span) => new(
        "WRONG_COLUMN_DEFAULTS_FOR_DELTA_FEATURE_NOT_ENABLED", "0AKDE", $"Failed to execute {statement} command because it assigned a column DEFAULT value, but the corresponding table feature was not enabled.",
        span, "Set the table property 'delta.feature.allowColumnDefaults' = 'supported'.");

    /// <summary>Whether a name is <c>delta.`path`</c>.</summary>
    internal static bool IsPath(TableName name) => name.Schema.Equals("delta", StringComparison.OrdinalIgnoreCase) && name.Name.Contains('/');

    private static SqlException Exists(TableName name, SourceSpan span) => new(
        "TABLE_OR_VIEW_ALREADY_EXISTS", "42P07", $"Cannot create table or view {name.Quoted} because it already exists.", span, "Choose a different name, drop or replace the existing object, or add the IF NOT EXISTS clause.");
}
