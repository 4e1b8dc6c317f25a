namespace Edlake.Sql.Binding;

/// <summary>One column that a star stands for.</summary>
/// <param name="Name">What the output is called.</param>
/// <param name="Value">The column, a field of a struct, or a struct without some of its fields.</param>
/// <param name="Qualifier">The table names that may stand before it in the star's EXCEPT; none for a struct's field.</param>
internal sealed record StarColumn(string Name, BoundExpression Value, IReadOnlyList<string> Qualifier)
{
    /// <summary>How Spark writes it within the name of a call: <c>count(s.x AS x)</c>.</summary>
    internal string Text => Value is BoundField { Struct: BoundColumnReference owner } ? $"{owner.Column.Name}.{Name} AS {Name}" : Name;
}
