namespace Edlake.DataGen.Files;

/// <summary>
/// How one file writes its rows: which columns in which order (-1 stands for a column nobody announced), and the marks that
/// other systems leave. CSV only: byte order mark and CRLF have no place in JSON lines.
/// </summary>
internal sealed record FileDialect(int[] Columns, bool ByteOrderMark = false, bool CarriageReturn = false)
{
    /// <summary>The column of the extra kind.</summary>
    public static readonly ExportColumn Unannounced = new("export_batch");

    public const int UnannouncedColumn = -1;

    public static FileDialect Usual(ExportShape shape) => new([.. Enumerable.Range(0, shape.Columns.Length)]);
}
