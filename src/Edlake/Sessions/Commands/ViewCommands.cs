using Edlake.Engines;
using Edlake.Metastore;
using Edlake.Publishing;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sessions.Commands;

/// <summary>CREATE VIEW, temporary ones and those over files with it; DROP VIEW.</summary>
internal sealed class ViewCommands(SqlSession session, WarehouseTransaction transaction)
{
    internal IQueryResult Create(CreateViewStatement view, BoundCommand command)
    {
        if (view.IsGlobal || view.IsTemporary)
            return CreateTemporary(view);
        var name = session.Names.Full(view.Name.Values);
        if (!session.Catalog(transaction).SchemaExists(name.Catalog, name.Schema))
            throw SchemaCommands.NotFound(name.Catalog, name.Schema, view.Name.Span);
        var exists = transaction.State.Views.ContainsKey(name);
        if (transaction.Find(name) is not null)
            throw view.IsReplace || view.IsAlter ? NotView(name, view.Name.Span) : Exists(name, view.Name.Span);
        if (view.IsAlter && !exists)
            throw TableCommands.NotFound(view.Name);
        if (exists && view.IfNotExists)
            return RowList.Nothing;
        if (exists && !view.IsReplace && !view.IsAlter)
            throw Exists(name, view.Name.Span);
        if (command.Reads.Any(read => read is ViewEntry { IsTemporary: true } or FileViewEntry))
            throw new SqlException("INVALID_TEMP_OBJ_REFERENCE", "42K0F", $"Cannot create the persistent object {name.Quoted} of the type VIEW because it references a temporary object of the type VIEW.", view.Name.Span, "Make the temporary object persistent, or make the persistent object temporary.");
        transaction.Stage(new PutView(new StoredView(
            name, view.QueryText, [.. view.Columns.Select(column => new ViewColumn(column.Name.Value, column.Comment))], session.Names.Catalog, session.Names.Schema, view.Comment, view.Properties.Values)));
        return RowList.Nothing;
    }

    internal IQueryResult CreateOverFiles(CreateFileViewStatement view)
    {
        var options = view.Options.Values.ToDictionary(pair => pair.Key.ToLowerInvariant(), pair => pair.Value, StringComparer.OrdinalIgnoreCase);
        if (!options.TryGetValue("path", out var path))
            throw new SqlException("DATA_SOURCE_NOT_FOUND", "42K02", "A view over files needs a path.", view.Span, "Write OPTIONS (path 'dbfs:/…').");
        var schema = view.Columns.Count > 0 ? TypeSyntax.Struct(view.Columns) : session.Catalog(transaction).InferFileSchema(path, view.Format, options);
        var name = new TableName(session.Names.Catalog, session.Names.Schema, view.Name.Values[^1]);
        if (session.Names.TemporaryViews.ContainsKey(name.Name) && !view.IsReplace)
            throw TemporaryExists(view.Name);
        var scan = new FileScan(path, view.Format.ToLowerInvariant(), schema, options, options.GetValueOrDefault("rescueddatacolumn")) { Span = view.Span };
        session.Names = session.Names with { TemporaryViews = session.Names.TemporaryViews.SetItem(name.Name, new FileViewEntry(name, scan)) };
        return RowList.Nothing;
    }

    internal IQueryResult Drop(DropStatement drop)
    {
        if (drop.Name.Values is [var only] && session.Names.TemporaryViews.ContainsKey(only))
        {
            session.Names = session.Names with { TemporaryViews = session.Names.TemporaryViews.Remove(only) };
            return RowList.Nothing;
        }

        if (drop.Name.Values is [var place, var global] && place.Equals("global_temp", StringComparison.OrdinalIgnoreCase) && session.Names.GlobalViews.ContainsKey(global))
        {
            session.Names = session.Names with { GlobalViews = session.Names.GlobalViews.Remove(global) };
            return RowList.Nothing;
        }

        var name = session.Names.Full(drop.Name.Values);
        if (transaction.State.Views.ContainsKey(name))
            transaction.Stage(new DropView(name));
        else if (transaction.Find(name) is not null)
            throw NotView(name, drop.Name.Span);
        else if (!drop.IfExists)
            throw TableCommands.NotFound(drop.Name);
        return RowList.Nothing;
    }

    private RowList CreateTemporary(CreateViewStatement view)
    {
        var name = view.Name.Values[^1];
        var entry = new ViewEntry(
            new TableName(session.Names.Catalog, view.IsGlobal ? "global_temp" : session.Names.Schema, name),
            view.QueryText,
            [.. view.Columns.Select(column => (column.Name.Value, column.Comment))],
            session.Names.Catalog,
            session.Names.Schema)
        {
            IsTemporary = true,
        };
        var there = view.IsGlobal ? session.Names.GlobalViews.ContainsKey(name) : session.Names.TemporaryViews.ContainsKey(name);
        if (there && view.IfNotExists)
            return RowList.Nothing;
        if (there && !view.IsReplace)
            throw TemporaryExists(view.Name);
        session.Names = view.IsGlobal
            ? session.Names with { GlobalViews = session.Names.GlobalViews.SetItem(name, entry) }
            : session.Names with { TemporaryViews = session.Names.TemporaryViews.SetItem(name, entry) };
        return RowList.Nothing;
    }

    private static SqlException NotView(TableName name, SourceSpan span) => new(
        "EXPECT_VIEW_NOT_TABLE.NO_ALTERNATIVE", "42809", $"The operation does not allow tables, but {name.Quoted} is a table.", span, "Use the statement for tables.");

    private static SqlException Exists(TableName name, SourceSpan span) => new(
        "TABLE_OR_VIEW_ALREADY_EXISTS", "42P07", $"Cannot create table or view {name.Quoted} because it already exists.", span, "Choose a different name, drop or replace the existing object, or add the IF NOT EXISTS clause.");

    private static SqlException TemporaryExists(QualifiedName name) => new(
        "TEMP_TABLE_OR_VIEW_ALREADY_EXISTS", "42P07", $"Cannot create the temporary view `{name.Values[^1]}` because it already exists.", name.Span, "Choose a different name, drop or replace the existing view, or add the IF NOT EXISTS clause.");
}
