using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.Sql.Functions;

/// <summary>The kinds of function.</summary>
public enum FunctionKind
{
    /// <summary>One value from its arguments.</summary>
    Scalar,

    /// <summary>One value from a group of rows; may stand in a window.</summary>
    Aggregate,

    /// <summary>Only with OVER: row_number, rank, lag….</summary>
    Window,

    /// <summary>Rows from its arguments: explode, inline, stack….</summary>
    Generator,
}

/// <summary>
/// All there is to know of a function: one row of the registry. Operators are functions named by their sign.
/// </summary>
/// <param name="Name">Lower case, as Spark's function page has it.</param>
/// <param name="Kind">Scalar, aggregate, window or generator.</param>
/// <param name="Bind">
/// Checks the arguments' number and types, says how they are converted, and the result's type and nullability; raises Spark's
/// errors (<c>DATATYPE_MISMATCH.*</c>, <c>WRONG_NUM_ARGS</c>).
/// </param>
/// <param name="Generate">The DuckDB SQL of a call, from the bound arguments and their generated SQL; null: it is lowered by the binder and never reaches an engine.</param>
public sealed record FunctionDefinition(string Name, FunctionKind Kind, Func<CallSite, Signature> Bind, Func<GeneratedCall, string>? Generate)
{
    /// <summary>Other names of the same function.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>Same arguments, same result; false for rand(), uuid().</summary>
    public bool IsDeterministic { get; init; } = true;

    /// <summary>
    /// For a higher-order function: the types (and nullability) of a lambda's parameters, from the types of the arguments bound so
    /// far, the lambda's place among the arguments and how many parameters it was written with. Null: takes no lambdas.
    /// </summary>
    public Func<IReadOnlyList<BoundExpression>, int, int, IReadOnlyList<(SparkType Type, bool Nullable)>>? LambdaParameters { get; init; }

    /// <summary>For a function that, called without arguments, tells of the session or its clock: its value in a statement; null for any other.</summary>
    public Func<SessionState, BoundExpression>? SessionValue { get; init; }

    /// <summary>How Spark names a column made by a call, from the arguments' names; null: <c>name(a, b)</c>.</summary>
    public Func<IReadOnlyList<string>, string>? ColumnName { get; init; }

    /// <summary>The same where it depends on the name written and on the bound arguments; null, or a null from it: as without.</summary>
    public Func<string, IReadOnlyList<BoundExpression>, Func<IReadOnlyList<string>, string>?>? TypedColumnName { get; init; }
}

/// <summary>A call being bound.</summary>
/// <param name="Name">The name as written.</param>
/// <param name="Arguments">Bound, before any conversion.</param>
/// <param name="Session">Time zone, settings, now.</param>
public sealed record CallSite(string Name, IReadOnlyList<BoundExpression> Arguments, SessionState Session)
{
    /// <summary>Where the call stands.</summary>
    public Diagnostics.SourceSpan Span { get; init; }
}

/// <summary>What a call comes to.</summary>
/// <param name="Arguments">Converted (casts added), defaults filled in.</param>
/// <param name="Type">Result type; for a generator a struct of its columns.</param>
/// <param name="Nullable">By Spark's rules.</param>
public sealed record Signature(IReadOnlyList<BoundExpression> Arguments, SparkType Type, bool Nullable);

/// <summary>A call being written as DuckDB SQL.</summary>
/// <param name="Arguments">The SQL of each argument, safe to stand in any operator (in parentheses where needed).</param>
/// <param name="Bound">The bound arguments, for their types.</param>
/// <param name="Type">The result type; the generated SQL must give exactly the DuckDB type that stands for it.</param>
/// <param name="Session">Time zone, settings, now.</param>
public sealed record GeneratedCall(IReadOnlyList<string> Arguments, IReadOnlyList<BoundExpression> Bound, SparkType Type, SessionState Session)
{
    /// <summary>Where the call stands, for what is only found wrong when it is generated.</summary>
    public Diagnostics.SourceSpan Span { get; init; }

    /// <summary>For an aggregate or window function: DISTINCT, ORDER BY, FILTER and OVER, which <see cref="Aggregated"/> writes.</summary>
    public AggregateClauses Clauses { get; init; } = AggregateClauses.None;

    /// <summary>The parameters' names and the body of an argument that is a lambda.</summary>
    public (IReadOnlyList<string> Parameters, string Body) Lambda(int index)
    {
        var names = ((BoundLambda)Bound[index]).Parameters.Select(LambdaText.Name).ToList();
        return (names, Arguments[index][LambdaText.Head(names).Length..]);
    }

    /// <summary>
    /// A call of a DuckDB aggregate or window function with the clauses that the user wrote. <paramref name="where"/> keeps rows out
    /// of the aggregate beside the user's FILTER.
    /// </summary>
    public string Aggregated(string function, string arguments, string? where = null) => Clauses.Around(function, arguments, where);
}
