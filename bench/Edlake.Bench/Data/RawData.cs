using Edlake.DataGen;

namespace Edlake.Bench.Data;

/// <summary>The raw files, generated once for each number of rows and kept.</summary>
internal sealed record RawData(string Folder, string TruthFile, long Rows, long Bytes)
{
    public static RawData Prepare(string folder, long attendanceRows, TextWriter output, CancellationToken cancellationToken)
    {
        var truth = Path.Combine(folder, "truth.json");
        if (!File.Exists(truth)) Generate(folder, attendanceRows, output, cancellationToken);
        return new RawData(
            folder, truth, GoldTruth.Read(truth).RawRows,
            Directory.EnumerateFiles(folder, "*.csv").Sum(file => new FileInfo(file).Length));
    }

    /// <summary>Generates beside the folder and renames, so that a broken generation is never taken for whole data.</summary>
    private static void Generate(string folder, long attendanceRows, TextWriter output, CancellationToken cancellationToken)
    {
        var unfinished = folder + ".unfinished";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        output.WriteLine($"Generating {attendanceRows:N0} attendance rows …");
        DataGenerator.Generate(
            new GeneratorOptions { AttendanceRows = attendanceRows, OutputDirectory = unfinished }, cancellationToken: cancellationToken);
        Directory.Move(unfinished, folder);
    }
}
