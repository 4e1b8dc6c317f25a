using System.Globalization;
using Edlake.Sql.Binding;

namespace Edlake.Sql.Functions;

/// <summary>Lambdas as DuckDB SQL: <c>lambda v1, v2: body</c>.</summary>
public static class LambdaText
{
    /// <summary>The name of a lambda's variable, the same wherever it is used.</summary>
    public static string Name(BoundLambdaVariable variable) => string.Create(CultureInfo.InvariantCulture, $"v{variable.Id}");

    /// <summary>A whole lambda.</summary>
    public static string Of(BoundLambda lambda, string body) => Head([.. lambda.Parameters.Select(Name)]) + body;

    internal static string Head(IReadOnlyList<string> names) => $"lambda {string.Join(", ", names)}: ";

    /// <summary>An expression with a name for a value used in it; SQL has no other way to compute it once within an expression.</summary>
    internal static string Let(string name, string value, string body) => $"list_transform([{value}], lambda {name}: {body})[1]";
}
