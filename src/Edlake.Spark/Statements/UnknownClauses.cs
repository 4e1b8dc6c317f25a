using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Statements;

/// <summary>Clauses that Databricks has and open-source Spark has not, which says only that it cannot read the text.</summary>
internal static class UnknownClauses
{
    /// <summary>Errors: UNSUPPORTED_FEATURE at the clause.</summary>
    internal static void Refuse(BoundStatement statement)
    {
        var qualify = statement.Roots().SelectMany(BoundRelations.SelfAndDescendants).OfType<BoundFilter>().FirstOrDefault(filter => filter.Clause == FilterClause.Qualify);
        if (qualify is not null)
        {
            throw new SqlException(
                "UNSUPPORTED_FEATURE", "0A000", "The feature is not supported: QUALIFY on open-source Spark.", qualify.Span, "Put the window function into a subquery and the condition into the WHERE around it; both engines take that.");
        }
    }
}
