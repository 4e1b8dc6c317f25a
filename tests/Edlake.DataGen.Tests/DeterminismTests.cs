using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Edlake.DataGen.Quirks;

namespace Edlake.DataGen.Tests;

/// <summary>The same options give the same bytes: on every run, in every culture, on every machine.</summary>
public sealed class DeterminismTests
{
    private static readonly string[] RawFiles = ["users*", "courses*", "cohorts*", "sessions*", "enrollments*", "payments*"];

    [Theory]
    [InlineData(QuirkLevel.None, GeneratorFormat.Csv, "43fa3ec4a3c16f95")]
    [InlineData(QuirkLevel.Default, GeneratorFormat.Csv, "d470312a98d3bff3")]
    [InlineData(QuirkLevel.Heavy, GeneratorFormat.Csv, "22324ee34b7c19c7")]
    [InlineData(QuirkLevel.Heavy, GeneratorFormat.Json, "6a2a6fb6203a9116")]
    public void Seed_42_gives_the_bytes_it_always_gave(QuirkLevel quirks, GeneratorFormat format, string expected) =>
        Assert.Equal(expected, HashOf(new GeneratorOptions { Learners = 500, Seed = 42, Quirks = quirks, Format = format, OutputDirectory = "" }, RawFiles));

    [Fact]
    public void The_truth_too_is_the_same_each_time()
    {
        var options = new GeneratorOptions { Learners = 500, Seed = 42, Quirks = QuirkLevel.Heavy, OutputDirectory = "" };
        Assert.Equal(HashOf(options, "truth.json"), HashOf(options, "truth.json"));
    }

    [Fact]
    public void Another_seed_gives_other_bytes()
    {
        var options = new GeneratorOptions { Learners = 50, Seed = 1, OutputDirectory = "" };
        Assert.NotEqual(HashOf(options), HashOf(options with { Seed = 2 }));
    }

    [Fact]
    public void Culture_does_not_matter()
    {
        var options = new GeneratorOptions { Learners = 300, Seed = 5, Quirks = QuirkLevel.Heavy, OutputDirectory = "" };
        var before = CultureInfo.CurrentCulture;
        var expected = HashOf(options);
        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NumberDecimalSeparator = ",";
        odd.NumberFormat.NegativeSign = "~";
        odd.DateTimeFormat.DateSeparator = ".";
        odd.DateTimeFormat.TimeSeparator = "h";
        try
        {
            CultureInfo.CurrentCulture = odd;
            Assert.Equal(expected, HashOf(options));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Splitting_an_entity_over_files_changes_no_row()
    {
        using var whole = new TemporaryFolder();
        using var split = new TemporaryFolder();
        var options = new GeneratorOptions { Learners = 800, Seed = 6, Quirks = QuirkLevel.None, OutputDirectory = whole.Path };
        DataGenerator.Generate(options, cancellationToken: TestContext.Current.CancellationToken);
        DataGenerator.Generate(options with { OutputDirectory = split.Path, RowsPerFile = 1_000 }, cancellationToken: TestContext.Current.CancellationToken);

        var parts = Directory.GetFiles(split.Path, "sessions_attended_*.csv").Order().ToList();
        Assert.True(parts.Count > 2);
        Assert.All(parts.SkipLast(1), part => Assert.Equal(1_001, File.ReadLines(part).Count()));
        Assert.Equal(File.ReadLines(whole.In("sessions_attended.csv")).Skip(1), parts.SelectMany(part => File.ReadLines(part).Skip(1)));
    }

    private static string HashOf(GeneratorOptions options, params string[] patterns)
    {
        using var folder = new TemporaryFolder();
        DataGenerator.Generate(options with { OutputDirectory = folder.Path });
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var files = (patterns.Length == 0 ? ["*"] : patterns).SelectMany(pattern => Directory.GetFiles(folder.Path, pattern));
        foreach (var file in files.Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(File.ReadAllBytes(file));
            if (!file.EndsWith("truth.json", StringComparison.Ordinal))
                hash.AppendData(BitConverter.GetBytes(File.GetLastWriteTimeUtc(file).Ticks));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
