using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Edlake.DataGen.Quirks;

namespace Edlake.DataGen.Tests;

/// <summary>The same options give the same bytes: on every run, in every culture, on every machine.</summary>
public sealed class DeterminismTests
{
    [Theory]
    [InlineData(QuirkLevel.None, GeneratorFormat.Csv, "5defdf91d28d6fba")]
    [InlineData(QuirkLevel.Default, GeneratorFormat.Csv, "8b1abe6aa9097be6")]
    [InlineData(QuirkLevel.Heavy, GeneratorFormat.Csv, "7c04cb815de01932")]
    [InlineData(QuirkLevel.Heavy, GeneratorFormat.Json, "9d1d7f1a95c4be11")]
    public void Seed_42_gives_the_bytes_it_always_gave(QuirkLevel quirks, GeneratorFormat format, string expected) =>
        Assert.Equal(expected, HashOf(new GeneratorOptions { Learners = 500, Seed = 42, Quirks = quirks, Format = format, OutputDirectory = "" }));

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
        Assert.Equal(File.ReadLines(whole["sessions_attended.csv"]).Skip(1), parts.SelectMany(part => File.ReadLines(part).Skip(1)));
    }

    private static string HashOf(GeneratorOptions options)
    {
        using var folder = new TemporaryFolder();
        DataGenerator.Generate(options with { OutputDirectory = folder.Path });
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(Path.GetFileName(file)));
            hash.AppendData(File.ReadAllBytes(file));
            if (!file.EndsWith("truth.json", StringComparison.Ordinal))
                hash.AppendData(BitConverter.GetBytes(File.GetLastWriteTimeUtc(file).Ticks));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }
}
