namespace Edlake.Sql.Functions.Native;

/// <summary>One step of a JSON path.</summary>
internal abstract record JsonPathStep
{
    /// <summary><c>.name</c> or <c>['name']</c>.</summary>
    internal sealed record Name(string Value) : JsonPathStep;

    /// <summary><c>[n]</c>.</summary>
    internal sealed record Place(int Value) : JsonPathStep;

    /// <summary><c>[*]</c> or <c>.*</c>.</summary>
    internal sealed record All : JsonPathStep;
}
