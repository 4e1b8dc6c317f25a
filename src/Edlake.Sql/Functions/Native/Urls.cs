using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Edlake.Sql.Diagnostics;

namespace Edlake.Sql.Functions.Native;

/// <summary>Parts of URLs and the form encoding.</summary>
internal static partial class Urls
{
    /// <summary>A part of a URL; a key of the query is handed over with a <c>k</c> before it, none as an empty text.</summary>
    internal static string? Part(string url, string part, string key)
    {
        var match = Form().Match(url);
        if (!match.Success || url.Contains(' ', StringComparison.Ordinal))
            throw new SqlException("INVALID_URL", "22P02", $"The url is invalid: {url}. Use `try_parse_url` to tolerate invalid URL and return NULL instead.");
        string? Group(string name) => match.Groups[name].Success ? match.Groups[name].Value : null;
        if (key.Length > 0)
            return part == "QUERY" ? QueryValue(Group("query"), key[1..]) : null;
        return part switch
        {
            "HOST" => Group("host") is { Length: > 0 } host ? host : null,
            "PATH" => Group("path"),
            "QUERY" => Group("query"),
            "REF" => Group("ref"),
            "PROTOCOL" => Group("scheme"),
            "FILE" => Group("path") + (Group("query") is { } query ? "?" + query : ""),
            "AUTHORITY" => Group("authority"),
            "USERINFO" => Group("user"),
            _ => null,
        };
    }

    internal static string Encode(string text)
    {
        var result = new StringBuilder();
        foreach (var value in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'.' or (byte)'-' or (byte)'*' or (byte)'_')
                result.Append((char)value);
            else
                result.Append(value == ' ' ? "+" : $"%{value:X2}");
        }

        return result.ToString();
    }

    internal static string? Decode(string text, bool strict)
    {
        var bytes = new List<byte>();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                bytes.AddRange(text[i] == '+' ? [(byte)' '] : Encoding.UTF8.GetBytes(text, i, 1));
                continue;
            }

            if (i + 2 >= text.Length || !byte.TryParse(text.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
                return strict ? throw new SqlException("CANNOT_DECODE_URL", "22546", $"The provided URL cannot be decoded: {text}. Please ensure that the URL is properly formatted and try again.") : null;
            bytes.Add(value);
            i += 2;
        }

        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static string? QueryValue(string? query, string key) => query?.Split('&')
        .Select(pair => pair.Split('=', 2))
        .FirstOrDefault(pair => pair[0] == key && pair.Length == 2)?[1];

    [GeneratedRegex(@"^(?:(?<scheme>[A-Za-z][A-Za-z0-9+.\-]*):)?(?://(?<authority>(?:(?<user>[^@/?#]*)@)?(?<host>\[[^\]]*\]|[^:/?#]*)(?::\d*)?))?(?<path>[^?#]*)(?:\?(?<query>[^#]*))?(?:#(?<ref>.*))?$")]
    private static partial Regex Form();
}
