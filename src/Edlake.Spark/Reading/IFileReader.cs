namespace Edlake.Spark.Reading;

/// <summary>How files of one format become a scan's rows.</summary>
internal interface IFileReader
{
    /// <summary>The readers whose rows together are the scan's; none where no file has a row.</summary>
    IReadOnlyList<ReaderPart> Parts();
}
