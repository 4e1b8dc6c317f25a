using Edlake.Sql.Syntax;

namespace Edlake.Sql.Binding;

/// <summary>How Spark writes, in the name of a column, what only binding tells; by the very node of the syntax tree.</summary>
internal sealed class ResolvedTexts
{
    /// <summary>What a star stands for.</summary>
    internal Dictionary<StarExpression, IReadOnlyList<string>> Stars { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>How a call is written, from its arguments' names, where that depends on their types.</summary>
    internal Dictionary<CallExpression, Func<IReadOnlyList<string>, string>> Calls { get; } = new(ReferenceEqualityComparer.Instance);

    /// <summary>Names that end in fields of a struct: <c>s.x</c> for <c>t.s.x</c>.</summary>
    internal Dictionary<NameExpression, string> Fields { get; } = new(ReferenceEqualityComparer.Instance);
}
