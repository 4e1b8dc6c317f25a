using System.Buffers.Text;
using System.Text;

namespace Edlake.DataGen.Files;

/// <summary>Writes one row as one line of JSON. An empty field is null; a column with a group goes into that nested object.</summary>
internal readonly ref struct JsonLine(ExportShape shape, FileDialect dialect)
{
    public void Write(FieldRow row, byte[] buffer, ref int used)
    {
        buffer[used++] = (byte)'{';
        string? group = null;
        var first = true;
        foreach (var column in dialect.Columns)
        {
            if (column >= 0 && shape.Columns[column].Group is { } nested)
            {
                group = nested;
                continue;
            }
            Key(column, buffer, ref used, ref first);
            Value(column, row, buffer, ref used);
        }
        if (group is not null) Nested(group, row, buffer, ref used, first);
        buffer[used++] = (byte)'}';
    }

    private void Nested(string group, FieldRow row, byte[] buffer, ref int used, bool first)
    {
        if (!first) buffer[used++] = (byte)',';
        used += Encoding.UTF8.GetBytes($"\"{group}\":{{", buffer.AsSpan(used));
        first = true;
        foreach (var column in dialect.Columns)
        {
            if (column < 0 || shape.Columns[column].Group != group) continue;
            Key(column, buffer, ref used, ref first);
            Value(column, row, buffer, ref used);
        }
        buffer[used++] = (byte)'}';
    }

    private void Key(int column, byte[] buffer, ref int used, ref bool first)
    {
        if (!first) buffer[used++] = (byte)',';
        first = false;
        var key = (column < 0 ? FileDialect.Unannounced : shape.Columns[column]).JsonKey;
        key.CopyTo(buffer.AsSpan(used));
        used += key.Length;
    }

    private void Value(int column, FieldRow row, byte[] buffer, ref int used)
    {
        var text = column < 0 ? "crm-sync"u8 : row[column];
        if (text.IsEmpty)
        {
            "null"u8.CopyTo(buffer.AsSpan(used));
            used += 4;
        }
        else if (column >= 0 && shape.Columns[column].IsNumber && IsNumber(text))
        {
            text.CopyTo(buffer.AsSpan(used));
            used += text.Length;
        }
        else
        {
            Quoted(text, buffer, ref used);
        }
    }

    private static bool IsNumber(ReadOnlySpan<byte> text) =>
        text[0] != (byte)'+' && (text[0] != (byte)'0' || text.Length == 1)
        && Utf8Parser.TryParse(text, out decimal _, out var consumed) && consumed == text.Length;

    private static void Quoted(ReadOnlySpan<byte> text, byte[] buffer, ref int used)
    {
        buffer[used++] = (byte)'"';
        foreach (var character in text)
        {
            switch (character)
            {
                case (byte)'"' or (byte)'\\':
                    buffer[used++] = (byte)'\\';
                    buffer[used++] = character;
                    break;
                case < 0x20:
                    used += Encoding.UTF8.GetBytes($"\\u{(int)character:x4}", buffer.AsSpan(used));
                    break;
                default:
                    buffer[used++] = character;
                    break;
            }
        }
        buffer[used++] = (byte)'"';
    }
}
