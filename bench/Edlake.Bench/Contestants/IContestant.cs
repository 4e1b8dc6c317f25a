using Edlake.Bench.Data;
using Edlake.Bench.Measuring;

namespace Edlake.Bench.Contestants;

/// <summary>One way from raw files to gold tables.</summary>
internal interface IContestant
{
    string Name { get; }

    /// <summary>Does all of it once, in a process of its own, into an empty folder.</summary>
    Measurement Run(string rawFolder, string workFolder, CancellationToken cancellationToken);

    /// <summary>Gold tables in the folder that are not what the truth says.</summary>
    IReadOnlyList<string> Differences(GoldTruth truth, string workFolder);
}
