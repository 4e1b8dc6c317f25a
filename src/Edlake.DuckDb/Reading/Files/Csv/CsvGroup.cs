using Edlake.Files;

namespace Edlake.DuckDb.Reading.Files.Csv;

/// <summary>Files with equal headers, which one reader can take together.</summary>
/// <param name="Header">The names of their fields; null where the files have no header.</param>
/// <param name="Files">The files.</param>
/// <param name="IsParallel">Whether no value spans lines, so that several threads may read one file.</param>
internal sealed record CsvGroup(IReadOnlyList<string>? Header, IReadOnlyList<RawFile> Files, bool IsParallel)
{
    /// <summary>The longest line that several threads read without losing it; the reader's own default.</summary>
    internal const long UsualLine = 2_000_000;

    /// <summary>The longest line that is read at all.</summary>
    internal const long LongestLine = 32_000_000;

    /// <summary>Records in the files.</summary>
    internal long Records { get; init; }

    /// <summary>Lines to leave out at the start of each file.</summary>
    internal long SkippedLines { get; init; }

    /// <summary>Last records that do not end, by the file's place.</summary>
    internal IReadOnlyDictionary<int, CsvSurvey.OpenRecord> Open { get; init; } = new Dictionary<int, CsvSurvey.OpenRecord>();

    /// <summary>Bytes of the longest line.</summary>
    internal long Longest { get; init; }

    /// <summary>Whether values hold breaks of two characters that stand for one.</summary>
    internal bool HasReturnsInValues { get; init; }

    /// <summary>Fields of a record.</summary>
    internal int Width(int columns) => Header?.Count ?? columns;
}
