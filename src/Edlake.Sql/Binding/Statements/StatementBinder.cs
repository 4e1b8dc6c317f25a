using Edlake.Sql.Binding.Mentions;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding.Statements;

/// <summary>Binds a statement of any kind: queries and writes here and in the binders of each, the rest as commands.</summary>
internal sealed class StatementBinder(BindingContext context, SourceText source)
{
    internal BoundStatement Bind(Statement statement)
    {
        var bound = BindResolved(new StatementNames(context).Resolve(statement));
        return ReferenceEquals(bound.Text, source) ? bound with { Mentions = MentionOrder.Of(context.Mentions) } : bound;
    }

    private BoundStatement BindResolved(Statement resolved) => resolved switch
    {
        QueryStatement query => new BoundQuery(new QueryBinder(context, null).Bind(query.Query)) { Syntax = query, Text = source },
        InsertStatement insert => new InsertBinder(context).Bind(insert, source),
        UpdateStatement update => new UpdateBinder(context).Bind(update, source),
        DeleteStatement delete => new UpdateBinder(context).Bind(delete, source),
        TruncateStatement truncate => new UpdateBinder(context).Bind(truncate, source),
        MergeStatement merge => new MergeBinder(context).Bind(merge, source),
        CreateTableStatement { As: not null } create => new CreateTableBinder(context).BindAs(create, source),
        CopyIntoStatement copy => new CopyIntoBinder(context).Bind(copy, source),
        ExecuteImmediateStatement execute => new ExecuteImmediateBinder(context).Bind(execute, source),
        _ => new CommandBinder(context).Bind(resolved, source),
    };
}
