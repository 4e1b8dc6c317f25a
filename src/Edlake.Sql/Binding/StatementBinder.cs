using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding;

/// <summary>Binds whole statements: which table, which rows, which promises.</summary>
internal sealed class StatementBinder(BindingContext context)
{
    internal BoundStatement Bind(Statement statement, SourceText text) => statement switch
    {
        QueryStatement query => new BoundQuery(new QueryBinder(context, null).Bind(query.Query)) { Syntax = statement, Text = text },
        InsertStatement insert => new InsertBinder(context).Bind(insert, text),
        UpdateStatement update => new RowChangeBinder(context).Bind(update, text),
        DeleteStatement delete => new RowChangeBinder(context).Bind(delete, text),
        MergeStatement merge => new MergeBinder(context).Bind(merge, text),
        CreateTableStatement { As: not null } create => new CreateTableAsBinder(context).Bind(create, text),
        CopyIntoStatement copy => new CopyIntoBinder(context).Bind(copy, text),
        _ => Command(statement, text),
    };

    private BoundCommand Command(Statement statement, SourceText text)
    {
        var query = statement switch
        {
            CreateViewStatement view => view.Query,
            SetVariableStatement { Query: { } source } => source,
            DescribeStatement { Query: { } described } => described,
            _ => null,
        };
        var relation = query is null ? null : new QueryBinder(context, null).Bind(query);
        var expressions = statement switch
        {
            SetVariableStatement set => set.Assignments.Select(assignment => assignment.Value),
            DeclareVariableStatement { Default: { } value } => [value],
            ExecuteImmediateStatement execute => [execute.Text, .. execute.Using.Select(argument => argument.Value)],
            VacuumStatement { RetainHours: { } hours } => [hours],
            SetTimeZoneStatement { Zone: { } zone } => [zone],
            _ => Enumerable.Empty<Expression>(),
        };
        var binder = new ExpressionBinder(context, Scope.Empty(null));
        return new BoundCommand([.. context.Reads])
        {
            Syntax = statement,
            Text = text,
            Query = relation,
            Expressions = [.. expressions.Where(expression => expression is not DefaultExpression).Select(binder.Bind)],
        };
    }
}
