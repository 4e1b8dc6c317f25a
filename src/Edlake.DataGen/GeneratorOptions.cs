using Edlake.DataGen.Quirks;

namespace Edlake.DataGen;

/// <summary>What to generate. The same options give the same bytes, on every machine.</summary>
public sealed record GeneratorOptions
{
    /// <summary>How many people sign up. Ignored when <see cref="AttendanceRows"/> is set.</summary>
    public long Learners { get; init; } = 1_000;

    /// <summary>Generate until <c>sessions_attended</c> has at least this many clean rows; the last intake may go over by some hundreds.</summary>
    public long? AttendanceRows { get; init; }

    /// <summary>The seed of every choice.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The folder that gets the files and <c>truth.json</c>; made when it does not exist.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>What the files are written as.</summary>
    public GeneratorFormat Format { get; init; } = GeneratorFormat.Csv;

    /// <summary>How much goes wrong in them.</summary>
    public QuirkLevel Quirks { get; init; } = QuirkLevel.Default;

    /// <summary>Begins another file of an entity after this many rows; null keeps one file.</summary>
    public long? RowsPerFile { get; init; }

    /// <summary>Up to this many learners, <c>truth.json</c> has every row of the tables that grow with them, otherwise totals and a hash.</summary>
    public long FullTruthLearners { get; init; } = 5_000;
}
