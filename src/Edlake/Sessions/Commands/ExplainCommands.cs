using Edlake.Engines;
using Edlake.Publishing;
using Edlake.Sql.Binding;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sessions.Commands;

/// <summary>EXPLAIN: the statement as bound, which is what an engine is given; how the engine carries it out is its own matter.</summary>
internal sealed class ExplainCommands(SqlSession session, WarehouseTransaction transaction)
{
    internal IQueryResult Run(ExplainStatement explain, BoundCommand command)
    {
        var bound = Binder.Bind(explain.Statement, command.Text, session.State, session.Catalog(transaction));
        var plan = $"== Bound Plan ==\n{PlanText.Of(bound)}";
        return new RowList(new StructType([CommandSchema.Text("plan")]), [[plan]]);
    }
}
