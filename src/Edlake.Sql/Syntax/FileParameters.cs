using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Syntax;

/// <summary>
/// Parameters of a SQL file task, <c>{{name}}</c>: a quoted literal where an expression stands, bare text within backticks and quotes;
/// comments are left alone. Databricks' <c>default-sql</c> template is written for this.
/// </summary>
public static class FileParameters
{
    /// <summary>The statement with every parameter replaced; positions in it are still those of the text as written.</summary>
    /// <param name="source">The text; one without parameters is returned as it is.</param>
    /// <param name="valueOf">The value of a name, null when there is none.</param>
    /// <exception cref="SqlException">A name without a value.</exception>
    public static SourceText Substitute(SourceText source, Func<string, string?> valueOf) =>
        source.Text.Contains("{{", StringComparison.Ordinal) ? SourceRewriter.Rewrite(source, new Scan(source, valueOf).ReplacementAt) : source;

    // Asked for each place in turn, it knows what the place is in: an expression, a quoted text, a comment.
    private sealed class Scan(SourceText source, Func<string, string?> valueOf)
    {
        private string? _end;
        private bool _isEscaped;

        internal (string? Value, int Length) ReplacementAt(int at)
        {
            var rest = source.Text.AsSpan(at);
            if (rest.StartsWith("{{", StringComparison.Ordinal) && _end is not ("\n" or "*/") && rest.IndexOf("}}", StringComparison.Ordinal) is var end && end > 0)
                return (Value(rest[2..end].Trim().ToString(), new SourceSpan(at, end + 2)), end + 2);
            Move(rest);
            return (null, 0);
        }

        private string Value(string name, SourceSpan span)
        {
            var value = valueOf(name) ?? throw SqlErrors.UnboundParameter(name, span).At(source);
            return _end is null ? $"'{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'" : value;
        }

        private void Move(ReadOnlySpan<char> rest)
        {
            if (_isEscaped || (rest[0] == '\\' && _end is "'" or "\""))
                _isEscaped = !_isEscaped;
            else if (_end is not null)
                _end = rest.StartsWith(_end, StringComparison.Ordinal) ? null : _end;
            else if (rest.StartsWith("--", StringComparison.Ordinal))
                _end = "\n";
            else if (rest.StartsWith("/*", StringComparison.Ordinal))
                _end = "*/";
            else if (rest[0] is '\'' or '"' or '`')
                _end = rest[0].ToString();
        }
    }
}
