using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding;

/// <summary>Syntax tree to bound statement: names resolved against a catalog, types and conversions as Spark has them.</summary>
public static class Binder
{
    /// <summary>Binds a statement.</summary>
    /// <exception cref="SqlException">Any analysis error, in Spark's class, with its position in <paramref name="text"/>.</exception>
    public static BoundStatement Bind(Statement statement, SourceText text, SessionState session, ICatalog catalog)
    {
        try
        {
            return new StatementBinder(new BindingContext(catalog, session, text.Text)).Bind(statement, text);
        }
        catch (SqlException error)
        {
            throw error.At(text);
        }
    }

    /// <summary>Binds an expression that uses no column: a default, the value of a variable.</summary>
    public static BoundExpression BindConstant(Expression expression, SourceText text, SessionState session, ICatalog catalog)
    {
        try
        {
            return new ExpressionBinder(new BindingContext(catalog, session, text.Text), Scope.Empty(null)).Bind(expression);
        }
        catch (SqlException error)
        {
            throw error.At(text);
        }
    }

    /// <summary>Binds a condition over a table's columns: a CHECK to be added, the filter of OPTIMIZE.</summary>
    public static (BoundTableScan Scan, BoundExpression Condition) BindCondition(Expression condition, SourceText text, TableEntry table, SessionState session, ICatalog catalog)
    {
        try
        {
            var context = new BindingContext(catalog, session, text.Text);
            var (scan, scope) = new RelationBinder(context, null, []).Scan(table);
            return (scan, new ExpressionBinder(context, scope).BindCondition(condition, "CHECK"));
        }
        catch (SqlException error)
        {
            throw error.At(text);
        }
    }
}
