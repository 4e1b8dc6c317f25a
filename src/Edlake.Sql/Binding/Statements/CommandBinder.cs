using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding.Statements;

/// <summary>Binds what needs no plan: its names are looked up, its expressions and queries bound, the rest is who runs it to do.</summary>
internal sealed class CommandBinder(BindingContext context)
{
    private readonly ExpressionBinder _constants = new(context, Scope.Empty(null));

    internal BoundCommand Bind(Statement statement, SourceText source)
    {
        var (query, expressions) = Parts(statement);
        return new BoundCommand([.. context.Reads]) { Syntax = statement, Text = source, Query = query, Expressions = expressions };
    }

    private (BoundRelation? Query, IReadOnlyList<BoundExpression> Expressions) Parts(Statement statement)
    {
        switch (statement)
        {
            case CreateViewStatement view:
                return (View(view), []);
            case DescribeStatement { Query: { } query }:
                return (new QueryBinder(context, null).Bind(query), []);
            case ExplainStatement explain:
                return (new StatementBinder(context, new SourceText(context.Text)).Bind(explain.Statement) is BoundQuery explained ? explained.Relation : null, []);
            case CreateWidgetStatement { Choices: { } choices }:
                return (new QueryBinder(context, null).Bind(choices), []);
            case SetVariableStatement { Query: not null } set:
                return (new SessionVariables(context).Query(set), []);
            case SetVariableStatement set:
                return (null, new SessionVariables(context).Set(set));
            case DeclareVariableStatement declare:
                return (null, [new SessionVariables(context).Declared(declare)]);
            case DropStatement { IfExists: false } drop when drop.Kind.Contains("variable", StringComparison.Ordinal):
                new SessionVariables(context).Find(drop.Name);
                return (null, []);
            case CreateTableStatement create:
                new CreateTableBinder(context).Check(create);
                return (null, []);
            default:
                return (null, Expressions(statement));
        }
    }

    private IReadOnlyList<BoundExpression> Expressions(Statement statement)
    {
        switch (statement)
        {
            case SetTimeZoneStatement { Zone: { } zone }:
                return [_constants.Bind(zone)];
            case VacuumStatement vacuum:
                Existing(vacuum.Name);
                return vacuum.RetainHours is { } hours ? [_constants.Bind(hours)] : [];
            case OptimizeStatement optimize:
                var entry = Existing(optimize.Name);
                return optimize.Where is { } where && entry is TableEntry table ? [Over(table, where, "WHERE")] : [];
            case AlterTableStatement alter:
                return Altered(alter);
            case DescribeStatement { Kind: "table" or "detail" or "history", Name: { } described } describe:
                Existing(described);
                return describe.Limit is { } limit ? [_constants.Bind(limit)] : [];
            case ShowStatement { Kind: "columns" or "tblproperties" or "create table" or "partitions", Name: { } shown }:
                Existing(shown);
                return [];
            case CommentStatement { Kind: "table" } comment:
                Existing(comment.Name);
                return [];
            case RestoreStatement restore:
                Existing(restore.Target.Name);
                return [Place(new RelationBinder(context, null).Version(restore.Target)!)];
            case CopyTableStatement copy:
                Existing(copy.Source, copy.At is { } at ? new RelationBinder(context, null).Version(at) : null);
                return [];
            case DropStatement { Kind: "table" or "view", IfExists: false } drop:
                Existing(drop.Name);
                return [];
            default:
                return [];
        }
    }

    private IReadOnlyList<BoundExpression> Altered(AlterTableStatement alter)
    {
        var entry = Existing(alter.Name);
        return (alter.Action, entry) switch
        {
            (AddConstraintAction { Constraint.Check: { } check }, TableEntry table) => [Over(table, check, "CHECK")],
            (AlterColumnAction { Default: { } value } change, TableEntry table) => [Default(change, value, table)],
            _ => [],
        };
    }

    // A default must be storable in its column; a column that is not there is an error of who runs the command.
    private BoundExpression Default(AlterColumnAction change, Expression value, TableEntry table)
    {
        var bound = _constants.Bind(value);
        var column = table.Schema.Fields.FirstOrDefault(member => Scope.Same(member.Name, change.Column.Values[^1]));
        return column is null || change.Column.Parts.Count > 1 ? bound : StoreAssignment.Convert(context, bound, column.Type, column.Name);
    }

    private BoundExpression Over(TableEntry table, Expression condition, string clause) =>
        new ExpressionBinder(context, new TargetScope(context).Of(table, null).Scope).BindCondition(condition, clause);

    private static BoundLiteral Place(TableVersion version) => version.Version is { } number
        ? new BoundLiteral(number, new LongType())
        : new BoundLiteral(version.TimestampMicros, new TimestampType());

    private CatalogEntry Existing(QualifiedName name, TableVersion? version = null)
    {
        var parts = context.NameOf(name);
        var entry = context.Catalog.Find(parts, version) ?? throw BindingErrors.TableNotFound(string.Join('.', parts), context.Catalog.SimilarNames(parts), name.Span);
        context.Reads.Add(entry);
        return entry;
    }

    private BoundRelation View(CreateViewStatement view)
    {
        var query = new QueryBinder(context, null).Bind(view.Query);
        var (named, found) = (view.Columns.Count, query.Output.Count);
        if (named > 0 && named != found)
        {
            throw new SqlException(
                $"CREATE_VIEW_COLUMN_ARITY_MISMATCH.{(named > found ? "NOT_ENOUGH" : "TOO_MANY")}_DATA_COLUMNS",
                "21S01",
                $"Cannot create view {BindingErrors.Quoted(view.Name.ToString())}, the reason is {(named > found ? "not enough" : "too many")} data columns: View columns: {string.Join(", ", view.Columns.Select(column => $"`{column.Name.Value}`"))}. Data columns: {string.Join(", ", query.Output.Select(column => $"`{column.Name}`"))}.",
                view.Query.Span,
                "Name every column of the query.");
        }

        var names = named > 0 ? view.Columns.Select(column => column.Name.Value) : query.Output.Select(column => column.Name);
        CreateTableBinder.CheckUnique(names, view.Query.Span);
        return query;
    }
}
