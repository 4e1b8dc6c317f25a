using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <summary>Databricks' old parameters: <c>${name}</c> is replaced before anything is parsed, inside quotes too; <c>\${name}</c> stands for itself.</summary>
public static class LegacyParameters
{
    /// <summary>The text with every parameter replaced; positions in it are still those of the text as written.</summary>
    /// <param name="source">The text; one without parameters is returned as it is.</param>
    /// <param name="valueOf">The value of a name, null when there is none.</param>
    /// <exception cref="SqlException">A name without a value.</exception>
    public static SourceText Substitute(SourceText source, Func<string, string?> valueOf) =>
        source.Text.Contains("${", StringComparison.Ordinal) ? SourceRewriter.Rewrite(source, at => ReplacementAt(source, at, valueOf)) : source;

    private static (string? Value, int Length) ReplacementAt(SourceText source, int at, Func<string, string?> valueOf)
    {
        var rest = source.Text.AsSpan(at);
        if (rest.StartsWith("\\${", StringComparison.Ordinal))
            return ("${", 3);
        var end = rest.StartsWith("${", StringComparison.Ordinal) ? rest.IndexOf('}') : -1;
        if (end < 0)
            return (null, 0);
        var name = rest[2..end].Trim().ToString();
        return (valueOf(name) ?? throw SqlErrors.UnboundParameter(name, new SourceSpan(at, end + 1)).At(source), end + 1);
    }
}
