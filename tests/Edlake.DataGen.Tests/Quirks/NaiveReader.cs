using System.Text;

namespace Edlake.DataGen.Tests.Quirks;

/// <summary>Reads an entity's CSV files one character at a time and keeps everything in memory: slow, plain and apart from the generator.</summary>
internal static class NaiveReader
{
    public static IEnumerable<NaiveRow> Read(string folder, string entity)
    {
        foreach (var path in Directory.EnumerateFiles(folder, $"{entity}.csv").Concat(Directory.EnumerateFiles(folder, $"{entity}_????.csv")))
        {
            var records = Records(File.ReadAllText(path, Encoding.UTF8)).ToList();
            var header = records[0].Fields;
            foreach (var (fields, isOpen) in records.Skip(1))
                yield return new NaiveRow(Path.GetFileName(path), File.GetLastWriteTimeUtc(path), header, fields, isOpen || fields.Count != header.Count);
        }
    }

    private static IEnumerable<(List<string> Fields, bool IsOpen)> Records(string text)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var position = 0; position < text.Length; position++)
        {
            var character = text[position];
            if (quoted && character == '"' && position + 1 < text.Length && text[position + 1] == '"')
            {
                field.Append('"');
                position++;
            }
            else if (character == '"')
            {
                quoted = !quoted;
            }
            else if (!quoted && character is ',' or '\n' && !quoted)
            {
                fields.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                if (character == ',') continue;
                yield return (fields, false);
                fields = [];
            }
            else
            {
                field.Append(character);
            }
        }
        if (field.Length > 0 || fields.Count > 0) yield return ([.. fields, field.ToString()], quoted);
    }
}
