using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>
/// What a statement asks of raw files. The binder resolves a schema given in the text; where none is given it asks
/// <see cref="ICatalog.InferFileSchema"/>.
/// </summary>
/// <param name="Path">As written: a file, a folder or a glob; <c>dbfs:/</c>, <c>/Volumes/</c>, <c>file:/</c> or plain.</param>
/// <param name="Format">Lower case: csv, json, parquet, text, binaryfile.</param>
/// <param name="Schema">Data columns in order, partition columns last; the rescued-data column not included.</param>
/// <param name="Options">Reader options, keys in lower case (formats.md 3.2).</param>
/// <param name="RescuedDataColumn">Name of the column that takes what does not fit; null when there is none. It is the last of the scan's columns.</param>
public sealed record FileScan(
    string Path, string Format, StructType Schema, IReadOnlyDictionary<string, string> Options, string? RescuedDataColumn)
{
    /// <summary>Whether <c>read_files</c> asks, which knows all its arguments: another name is an error.</summary>
    public bool IsCall { get; init; }

    /// <summary>Where the path stands in the source.</summary>
    public SourceSpan Span { get; init; }
}
