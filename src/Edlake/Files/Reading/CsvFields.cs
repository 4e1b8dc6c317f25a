using System.Text;

namespace Edlake.Files.Reading;

/// <summary>
/// Splits one record into its fields as Spark's parser does: a field whose quote is closed before its end, or never, is taken as it
/// stands, quotes and all, up to the next delimiter.
/// </summary>
public static class CsvFields
{
    /// <summary>The fields of a record; never none.</summary>
    public static IReadOnlyList<string> Split(string record, CsvOptions options)
    {
        var fields = new List<string>();
        var position = 0;
        while (true)
        {
            fields.Add(options.Quote is { } quote && position < record.Length && record[position] == quote
                ? Quoted(record, ref position, options)
                : Plain(record, ref position, options));
            if (position >= record.Length)
                return fields;
            position += options.Delimiter.Length;
        }
    }

    private static string Plain(string record, ref int position, CsvOptions options)
    {
        var start = position;
        var end = record.IndexOf(options.Delimiter, start, StringComparison.Ordinal);
        position = end < 0 ? record.Length : end;
        return record[start..position];
    }

    private static string Quoted(string record, ref int position, CsvOptions options)
    {
        var start = position;
        var value = new StringBuilder();
        for (var i = start + 1; i < record.Length; i++)
        {
            var c = record[i];
            var next = i + 1 < record.Length ? record[i + 1] : '\0';
            if (c == options.Escape && (next == options.Quote || (next == options.Escape && options.Escape != options.Quote)) && i + 1 < record.Length)
            {
                value.Append(next);
                i++;
            }
            else if (c == options.Quote)
            {
                if (i + 1 < record.Length && string.CompareOrdinal(record, i + 1, options.Delimiter, 0, options.Delimiter.Length) != 0)
                    return Plain(record, ref position, options);
                position = i + 1;
                return value.ToString();
            }
            else
            {
                value.Append(c);
            }
        }

        position = record.Length;
        return value.ToString();
    }
}
