using Edlake.Sql.Binding.Statements;
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
            return new StatementBinder(new BindingContext(catalog, session, text.Text), text).Bind(statement);
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
            var (scan, scope) = new RelationBinder(context, null).Scan(table);
            return (scan, new ExpressionBinder(context, scope).BindCondition(condition, "CHECK"));
        }
        catch (SqlException error)
        {
            throw error.At(text);
        }
    }

    /// <summary>Parses and binds a statement.</summary>
    /// <exception cref="SqlException">A syntax error, or what the other overload raises.</exception>
    public static BoundStatement Bind(SourceText source, SessionState session, ICatalog catalog) =>
        Bind(SqlParser.ParseStatement(source), source, session, catalog);

    /// <summary>Binds the text of a query: a view's, a dashboard's, a check's.</summary>
    public static BoundQuery BindQueryText(SourceText source, SessionState session, ICatalog catalog)
    {
        try
        {
            var query = SqlParser.ParseQuery(source);
            return (BoundQuery)Bind(new QueryStatement(query) { Span = query.Span }, source, session, catalog);
        }
        catch (SqlException error)
        {
            throw error.At(source);
        }
    }

    /// <summary>
    /// Binds an expression over columns: a CHECK constraint's text, a generated column's, a default's (no columns), the condition of a data-quality check.
    /// </summary>
    /// <param name="source">The expression's text.</param>
    /// <param name="columns">The columns its names may mean.</param>
    /// <param name="qualifier">A table name that may stand before a column's; null when none may.</param>
    /// <param name="session">Time zone, parameters, variables.</param>
    /// <param name="catalog">For subqueries.</param>
    public static BoundExpression BindExpressionText(
        SourceText source, IReadOnlyList<BoundColumn> columns, string? qualifier, SessionState session, ICatalog catalog)
    {
        try
        {
            IReadOnlyList<string> names = qualifier is null ? [] : [qualifier];
            var scope = new Scope([.. columns.Select(column => new ScopeColumn(column, names))], null);
            var context = new BindingContext(catalog, session, source.Text);
            return new ExpressionBinder(context, scope).Bind(SqlParser.ParseExpression(source));
        }
        catch (SqlException error)
        {
            throw error.At(source);
        }
    }
}
