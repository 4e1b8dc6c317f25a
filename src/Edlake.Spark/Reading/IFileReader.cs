using Edlake.Spark.Connect;

namespace Edlake.Spark.Reading;

/// <summary>How files of one format become a scan's rows.</summary>
internal interface IFileReader
{
    /// <summary>The last line of each file where it matters, by the file's path on this machine.</summary>
    IReadOnlyDictionary<string, string> LastLines => new Dictionary<string, string>();

    /// <summary>Refuses what must not be read; asks Spark about the files where that must be known.</summary>
    Task CheckAsync(SparkConnectSession session, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>The readers whose rows together are the scan's; none where no file has a row.</summary>
    IReadOnlyList<ReaderPart> Parts();
}
