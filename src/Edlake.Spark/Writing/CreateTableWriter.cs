using Edlake.Delta.Actions;
using Edlake.Engines;
using Edlake.Schemas;
using Edlake.Spark.Connect;
using Edlake.Spark.Execution;
using Edlake.Spark.Shadows;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.Spark.Writing;

/// <summary>CREATE TABLE AS and its REPLACE: the columns' types are those that Spark gives the query.</summary>
internal sealed class CreateTableWriter(StatementRun run)
{
    internal WriteOutcome Write(BoundCreateTableAs create)
    {
        var place = run.Context.NewTable ?? throw new ArgumentException("The context of a CREATE TABLE AS lacks the new table.", nameof(create));
        run.Sources.Prepare(create);
        var made = place with { Metadata = place.Metadata.WithSchema(Typed(create, place.Metadata)) };
        using var shadow = ShadowTable.New(made.Metadata, run.Folder, run.Context.EngineInfo);
        run.Relations.Name(shadow.Folder, create.Name);
        var table = new TableChange(run, place.Base);
        var change = table.Make(shadow, run.Text.InsertOf(create, shadow.Sql)) ?? new ShadowChange([], [], null, null, new CommitInfo());
        var commit = table.Stage(change with { Metadata = change.Metadata ?? made.Metadata }, CommitOperation.Of(create, made), transaction =>
        {
            if (place.Base.Exists)
                transaction.RemoveAll();
        });
        return new WriteOutcome(commit, run.Sources.Reads(), TableChange.Rows(change.Added))
        {
            RowsDeleted = TableChange.Rows(place.Base.Files),
            FilesSkipped = run.Sources.Files.Skipped,
        };
    }

    private Delta.Schema.StructType Typed(BoundCreateTableAs create, Metadata metadata)
    {
        var query = run.Text.QueryOf(create);
        var columns = run.Guarded(query, () => run.Session.SchemaOfAsync(new QueryRelation(query.Text), run.Cancellation)).Fields;
        return new([.. metadata.Schema.Fields.Zip(columns, (field, column) =>
            DeltaSchema.ToSpark(field).Type.Sql == column.Type.Sql ? field : field with { Type = DeltaSchema.ToDelta(Nullable(column.Type)) })]);
    }

    // What a query promises about NULL is not a promise of the table made from it.
    private static SparkType Nullable(SparkType type) => type switch
    {
        ArrayType array => new ArrayType(Nullable(array.Element), true),
        MapType map => new MapType(Nullable(map.Key), Nullable(map.Value), true),
        StructType row => new StructType([.. row.Fields.Select(field => field with { Type = Nullable(field.Type), Nullable = true })]),
        _ => type,
    };
}
