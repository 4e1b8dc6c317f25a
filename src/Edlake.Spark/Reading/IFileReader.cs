using Edlake.Spark.Connect;

namespace Edlake.Spark.Reading;

/// <summary>How files of one format become a scan's rows.</summary>
internal interface IFileReader
{
    /// <summary>How the files end, where that is known and matters, by their path on this machine.</summary>
    IReadOnlyDictionary<string, FileEnd> Ends => new Dictionary<string, FileEnd>();

    /// <summary>Refuses what must not be read; asks Spark about the files where that must be known.</summary>
    Task CheckAsync(SparkConnectSession session, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>The readers whose rows together are the scan's; none where no file has a row.</summary>
    IReadOnlyList<ReaderPart> Parts();
}
