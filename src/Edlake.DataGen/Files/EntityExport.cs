using System.Globalization;

namespace Edlake.DataGen.Files;

/// <summary>
/// All files of one entity: the first ones, split after so many rows, and those that arrive a day later. A file exists only when it has rows,
/// but for the first one.
/// </summary>
internal sealed class EntityExport : IDisposable
{
    private readonly string _directory;
    private readonly GeneratorFormat _format;
    private readonly long _rowsPerFile;
    private readonly DateTime _modifiedAt;
    private readonly FileDialect _firstDialect;
    private readonly FileDialect[] _lateDialects;
    private readonly ExportFile?[] _late;
    private readonly List<string> _files = [];
    private readonly List<FileDialect> _dialects = [];
    private readonly bool _isDiscarded;
    private ExportFile _current;
    private int _parts;

    public EntityExport(
        ExportShape shape, string directory, GeneratorFormat format, long? rowsPerFile, DateTime modifiedAt,
        FileDialect firstDialect, FileDialect[] lateDialects, bool isDiscarded = false)
    {
        Shape = shape;
        _directory = directory;
        _format = format;
        _rowsPerFile = rowsPerFile ?? long.MaxValue;
        _modifiedAt = modifiedAt;
        _firstDialect = firstDialect;
        _lateDialects = lateDialects;
        _isDiscarded = isDiscarded;
        _late = new ExportFile?[lateDialects.Length];
        _current = Open(rowsPerFile is null ? "" : "_0001", firstDialect, 0);
    }

    public ExportShape Shape { get; }

    /// <summary>Rows over all files, broken lines included.</summary>
    public long Rows { get; private set; }

    public IReadOnlyList<string> Files => _files;

    /// <summary>How each of the files is written.</summary>
    public IReadOnlyList<FileDialect> Dialects => _dialects;

    public int LateFileCount => _lateDialects.Length;

    /// <summary>Writes a row into the first files.</summary>
    public void Write(FieldRow row)
    {
        if (_current.Rows >= _rowsPerFile) NextPart();
        _current.Write(row);
        Rows++;
    }

    /// <summary>Writes a row into one of the files that arrive later.</summary>
    public void WriteLate(FieldRow row, int file)
    {
        var late = _late[file] ??= Open(string.Create(CultureInfo.InvariantCulture, $"_{9001 + file}"), _lateDialects[file], 1 + file);
        late.Write(row);
        Rows++;
    }

    public void WriteBrokenLine(ReadOnlySpan<byte> line)
    {
        _current.WriteBrokenLine(line);
        Rows++;
    }

    public void Dispose()
    {
        _current.Dispose();
        foreach (var file in _late) file?.Dispose();
    }

    private void NextPart()
    {
        _current.Dispose();
        _parts++;
        _current = Open(string.Create(CultureInfo.InvariantCulture, $"_{_parts + 1:D4}"), _firstDialect, 0);
    }

    private ExportFile Open(string suffix, FileDialect dialect, int daysLate)
    {
        var name = Shape.Entity + suffix + (_format == GeneratorFormat.Csv ? ".csv" : ".json");
        _files.Add(name);
        _dialects.Add(dialect);
        var modifiedAt = _modifiedAt.AddDays(daysLate).AddSeconds(_files.Count);
        return new ExportFile(_isDiscarded ? null : Path.Combine(_directory, name), Shape, dialect, _format, modifiedAt);
    }
}
