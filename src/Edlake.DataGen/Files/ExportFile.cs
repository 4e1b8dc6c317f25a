using System.Buffers;
using System.Text;

namespace Edlake.DataGen.Files;

/// <summary>One file being written: rows become bytes in a large buffer, which goes to disk when it is full.</summary>
internal sealed class ExportFile : IDisposable
{
    private const int BufferSize = 1 << 20;

    private static readonly SearchValues<byte> NeedsCsvQuotes = SearchValues.Create(",\"\r\n"u8);

    private readonly string? _path;
    private readonly Stream _stream;
    private readonly byte[] _buffer;
    private readonly ExportShape _shape;
    private readonly FileDialect _dialect;
    private readonly GeneratorFormat _format;
    private readonly bool _usualColumns;
    private readonly DateTime _modifiedAt;
    private int _used;

    // Without a path the rows are counted and kept nowhere.
    public ExportFile(string? path, ExportShape shape, FileDialect dialect, GeneratorFormat format, DateTime modifiedAt)
    {
        _path = path;
        _shape = shape;
        _dialect = dialect;
        _format = format;
        _modifiedAt = modifiedAt;
        _usualColumns = dialect.Columns.AsSpan().SequenceEqual(FileDialect.Usual(shape).Columns);
        _stream = path is null ? Stream.Null : new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        if (format == GeneratorFormat.Csv) WriteHeader();
    }

    /// <summary>Data rows written so far; broken lines are not rows.</summary>
    public long Rows { get; private set; }

    public void Write(FieldRow row)
    {
        // JSON escapes grow a byte to six at most; keys and separators are small.
        if (BufferSize - _used < (row.Bytes.Length * 6) + 1024) Flush();
        if (_format == GeneratorFormat.Csv) WriteCsv(row);
        else new JsonLine(_shape, _dialect).Write(row, _buffer, ref _used);
        EndLine();
        Rows++;
    }

    /// <summary>Writes a line as it stands: what it holds is no well-formed row.</summary>
    public void WriteBrokenLine(ReadOnlySpan<byte> line)
    {
        if (BufferSize - _used < line.Length + 16) Flush();
        Put(line);
        EndLine();
    }

    public void Dispose()
    {
        Flush();
        _stream.Dispose();
        ArrayPool<byte>.Shared.Return(_buffer);
        if (_path is not null) File.SetLastWriteTimeUtc(_path, _modifiedAt);
    }

    private void WriteHeader()
    {
        if (_dialect.ByteOrderMark) Put(Encoding.UTF8.Preamble);
        for (var position = 0; position < _dialect.Columns.Length; position++)
        {
            if (position > 0) Put((byte)',');
            var column = _dialect.Columns[position];
            Put(Encoding.UTF8.GetBytes((column < 0 ? FileDialect.Unannounced : _shape.Columns[column]).Name));
        }
        EndLine();
    }

    private void WriteCsv(FieldRow row)
    {
        if (_usualColumns && !row.Bytes.ContainsAny(NeedsCsvQuotes))
        {
            PutPlain(row);
            return;
        }
        for (var position = 0; position < _dialect.Columns.Length; position++)
        {
            if (position > 0) Put((byte)',');
            var column = _dialect.Columns[position];
            PutCsvField(column < 0 ? "crm-sync"u8 : row[column]);
        }
    }

    private void PutPlain(FieldRow row)
    {
        var target = _buffer.AsSpan(_used);
        var written = 0;
        for (var column = 0; column < row.Count; column++)
        {
            if (column > 0) target[written++] = (byte)',';
            var field = row[column];
            field.CopyTo(target[written..]);
            written += field.Length;
        }
        _used += written;
    }

    private void PutCsvField(ReadOnlySpan<byte> field)
    {
        if (!field.ContainsAny(NeedsCsvQuotes))
        {
            Put(field);
            return;
        }
        Put((byte)'"');
        foreach (var character in field)
        {
            if (character == (byte)'"') Put((byte)'"');
            Put(character);
        }
        Put((byte)'"');
    }

    private void EndLine()
    {
        if (_dialect.CarriageReturn) Put((byte)'\r');
        Put((byte)'\n');
    }

    private void Put(byte value) => _buffer[_used++] = value;

    private void Put(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(_buffer.AsSpan(_used));
        _used += bytes.Length;
    }

    private void Flush()
    {
        _stream.Write(_buffer, 0, _used);
        _used = 0;
    }
}
