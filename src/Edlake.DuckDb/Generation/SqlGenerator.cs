using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Generation;

/// <summary>
/// Bound trees as DuckDB SQL. A column is named <c>c&lt;Id&gt;</c> wherever it is visible, and values have the types of
/// <see cref="Sql.Functions.PhysicalType"/>. One generator serves one statement.
/// </summary>
internal sealed class SqlGenerator
{
    private readonly RelationGenerator _relations;
    private readonly ExpressionGenerator _expressions;

    internal SqlGenerator(SessionState session, IScanSource scans)
    {
        _expressions = new ExpressionGenerator(session, relation => Query(relation));
        _relations = new RelationGenerator(_expressions, scans);
    }

    /// <summary>A SELECT of exactly the relation's columns, in order.</summary>
    internal string Query(BoundRelation relation) => _relations.Query(relation);

    /// <summary>An expression over columns in scope, safe to stand in any operator.</summary>
    internal string Expression(BoundExpression expression) => _expressions.Generate(expression);
}
