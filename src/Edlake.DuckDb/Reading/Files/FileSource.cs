using Edlake.Files;
using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Reading.Files;

/// <summary>The raw files of one scan as a DuckDB query.</summary>
internal abstract class FileSource(StatementRun run, BoundFileScan scan, IReadOnlyList<RawFile> files)
{
    /// <summary>The files, after pruning.</summary>
    internal IReadOnlyList<RawFile> Files { get; } = files;

    /// <summary>Records in the files, malformed ones included; final once the statement has read them.</summary>
    internal abstract long Rows { get; }

    protected StatementRun Run { get; } = run;

    protected BoundFileScan Scan { get; } = scan;

    /// <summary>
    /// Looks at the files before anything is read. <paramref name="maySplit"/>: what cannot be read together with the rest may follow in a
    /// second pass of the whole statement, see <see cref="TakeDeferred"/>.
    /// </summary>
    internal virtual void Open(bool maySplit)
    {
    }

    /// <summary>A SELECT of the scan's output columns.</summary>
    internal abstract string Sql();

    /// <summary>After a pass: turns to the rows that it left out, if there are any.</summary>
    internal virtual bool TakeDeferred() => false;

    /// <summary>After the passes: fails when they have not given every record that is in the files.</summary>
    internal virtual void CheckComplete(long rows)
    {
    }
}
