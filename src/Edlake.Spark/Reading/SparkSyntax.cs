using System.Text;

namespace Edlake.Spark.Reading;

/// <summary>Pieces of SQL text as Spark's parser takes them.</summary>
internal static class SparkSyntax
{
    /// <summary>A string literal. A dollar is written by its number, since Spark replaces <c>${…}</c> even within quotes.</summary>
    internal static string Literal(string text)
    {
        var literal = new StringBuilder(text.Length + 2).Append('\'');
        foreach (var c in text)
        {
            literal = c switch
            {
                '\'' or '\\' => literal.Append('\\').Append(c),
                '$' => literal.Append("\\u0024"),
                < ' ' => literal.Append($"\\u{(int)c:x4}"),
                _ => literal.Append(c),
            };
        }

        return literal.Append('\'').ToString();
    }

    /// <summary>A name in backticks.</summary>
    internal static string Name(string name) => $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
}
