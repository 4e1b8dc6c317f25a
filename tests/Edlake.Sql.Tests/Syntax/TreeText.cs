using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sql.Tests.Syntax;

/// <summary>A tree as text without its spans: equal texts are equal trees. Members that hold nothing are left out.</summary>
internal static class TreeText
{
    internal static string Of(object? node)
    {
        var text = new StringBuilder();
        Write(text, node);
        return text.ToString();
    }

    private static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string s:
                text.Append('"').Append(s).Append('"');
                break;
            case ITuple tuple:
                WriteList(text, Enumerable.Range(0, tuple.Length).Select(i => tuple[i]));
                break;
            case Identifier identifier:
                text.Append('`').Append(identifier.Value).Append('`');
                break;
            case SyntaxNode:
                WriteNode(text, value);
                break;
            case IEnumerable items:
                WriteList(text, items.Cast<object?>());
                break;
            default:
                text.Append(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture));
                break;
        }
    }

    private static void WriteList(StringBuilder text, IEnumerable<object?> items)
    {
        text.Append('[');
        var first = true;
        foreach (var item in items)
        {
            text.Append(first ? "" : ", ");
            first = false;
            Write(text, item);
        }

        text.Append(']');
    }

    private static void WriteNode(StringBuilder text, object node)
    {
        text.Append(node.GetType().Name).Append('(');
        var first = true;
        foreach (var property in node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.CanWrite))
        {
            var value = property.GetValue(node);
            if (property.PropertyType == typeof(SourceSpan) || value is null or false or ICollection { Count: 0 })
                continue;
            text.Append(first ? "" : ", ").Append(property.Name).Append('=');
            first = false;
            Write(text, value);
        }

        text.Append(')');
    }
}
