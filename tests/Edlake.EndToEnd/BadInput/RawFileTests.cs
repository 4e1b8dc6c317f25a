using System.Text;
using Edlake.EndToEnd.Workbench;

namespace Edlake.EndToEnd.BadInput;

/// <summary>What is wrong with a raw file is kept and counted, or refused by name; never lost in silence.</summary>
public sealed class RawFileTests : IDisposable
{
    private const string Header = "payment_id,user_id,cohort_id,amount_gbp,payment_ts,payment_status,payment_method,currency\n";
    private const string Good = "P1,U1,H1,10,2026-01-01 10:00:00,success,card,GBP\n";
    private const string Loaded = "P1|U1|10|success|GBP|NULL|NULL";

    private readonly SmallBundle _bundle = SmallBundle.OfPayments();

    public static TheoryData<string, string, string[]> Oddities => new()
    {
        { "a missing column", "payment_id,user_id,amount_gbp,payment_status\nP1,U1,10,success\n", ["P1|U1|10|success|NULL|NULL|NULL"] },
        { "an extra column", Header.Replace("\n", ",channel\n", StringComparison.Ordinal) + Good.Replace("\n", ",web\n", StringComparison.Ordinal), ["""P1|U1|10|success|GBP|NULL|{"channel":"web"}"""] },
        { "a header in another order", "currency,payment_status,amount_gbp,user_id,payment_id\nGBP,success,10,U1,P1\n", [Loaded] },
        { "a wrong type", Header + "P1,U1,H1,ten pounds,yesterday,success,card,GBP\n", ["P1|U1|ten pounds|success|GBP|NULL|NULL"] },
        { "a byte order mark", "\uFEFF" + Header + Good, [Loaded] },
        { "carriage returns", (Header + Good).Replace("\n", "\r\n", StringComparison.Ordinal), [Loaded] },
        { "no end of the last line", Header + Good.TrimEnd(), [Loaded] },
        { "too few fields", Header + "P0,U0\n" + Good, ["P0|U0|NULL|NULL|NULL|P0,U0|NULL", Loaded] },
        { "too many fields", Header + "P0,U0,H1,1,2026-01-01,success,card,GBP,more\n" + Good, ["P0|U0|1|success|GBP|P0,U0,H1,1,2026-01-01,success,card,GBP,more|NULL", Loaded] },
        { "an open quote at the end", Header + Good + "P2,\"U2,H1\n", [Loaded, "P2|U2,H1\n|NULL|NULL|NULL|P2,\"U2,H1|NULL"] },
        { "an empty file", "", [] },
        { "a header and no more", Header, [] },
    };

    [Theory]
    [MemberData(nameof(Oddities))]
    public async Task Of_a_csv_file_all_rows_come_in(string oddity, string content, string[] expected)
    {
        _bundle.Raw("payments.csv", Encoding.UTF8.GetBytes(content));

        var run = await _bundle.Lake.Run();

        var rows = await Payments();
        Assert.True(expected.SequenceEqual(rows), $"{oddity}:\n{string.Join('\n', rows)}");
        Assert.Equal((expected.Length, expected.Length, 0, 0), run.Rows("bronze_payments"));
    }

    [Theory]
    [InlineData("payments.csv", "utf-16", true)]
    [InlineData("payments.csv", "utf-16BE", true)]
    [InlineData("payments.csv", "utf-16", false)]
    [InlineData("payments.json", "utf-16", true)]
    public async Task A_file_of_utf_16_is_refused_by_name_with_what_to_do(string name, string encoding, bool isMarked)
    {
        var writer = Encoding.GetEncoding(encoding);
        _bundle.Raw(name, [.. isMarked ? writer.GetPreamble() : [], .. writer.GetBytes(Header + Good)]);

        var answer = (await _bundle.Lake.Edlake("run")).With(1);

        Assert.Contains($"{name}, line 1:", answer.Error, StringComparison.Ordinal);
        Assert.Contains("UTF-16", answer.Error, StringComparison.Ordinal);
        Assert.Contains("help:", answer.Error, StringComparison.Ordinal);
        Assert.Empty(_bundle.Lake.Versions());
        Assert.Empty(_bundle.Lake.StrayFiles());
    }

    [Fact]
    public async Task A_line_that_is_not_utf_8_is_kept_apart_and_counted()
    {
        _bundle.Raw("payments.csv", Encoding.Latin1.GetBytes(Header + Good + "P2,Zoë,H1,10,2026-01-01 10:00:00,success,card,GBP\n"));

        var run = await _bundle.Lake.Run();

        Assert.Equal((2, 2, 0, 0), run.Rows("bronze_payments"));
        Assert.Equal(["P1|false", "P2|true"], await _bundle.Lake.Rows("select payment_id, _corrupt_record is not null from bronze.payments order by 1"));
    }

    [Fact]
    public async Task A_zero_byte_in_a_malformed_line_does_not_harm_the_statement()
    {
        _bundle.Raw("payments.csv", Encoding.UTF8.GetBytes(Header + string.Concat(Enumerable.Repeat(Good, 100)) + "P2,a\0b\n"));

        await _bundle.Lake.Run();

        Assert.Equal(["P2|610062|1"], await _bundle.Lake.Rows("select payment_id, hex(user_id), count(*) over () from bronze.payments where _corrupt_record is not null"));
    }

    [Fact]
    public async Task A_broken_line_of_json_is_kept_whole()
    {
        _bundle.Raw("payments.json", """
            {"payment_id":"P1","user_id":"U1","amount_gbp":10,"payment_status":"success","currency":"GBP"}
            {"payment_id":"P2","user_id"
            {"payment_id":"P3","user_id":"U3","channel":"web"}

            """u8.ToArray());

        await _bundle.Lake.Run();

        Assert.Equal([Loaded, """P3|U3|NULL|NULL|NULL|NULL|{"channel":"web"}""", """NULL|NULL|NULL|NULL|NULL|{"payment_id":"P2","user_id"|NULL"""], await Payments());
    }

    [Fact]
    public async Task A_folder_with_the_name_of_a_file_is_searched_like_any_other()
    {
        _bundle.Raw(Path.Combine("payments.csv", "notes.txt"), "nothing of ours"u8.ToArray());
        _bundle.Raw(Path.Combine("payments.csv", "payments_1.csv"), Encoding.UTF8.GetBytes(Header + Good));

        await _bundle.Lake.Run();

        Assert.Equal([Loaded], await Payments());
    }

    [Fact]
    public async Task A_raw_folder_that_is_not_there_is_an_error_with_its_path()
    {
        var answer = (await _bundle.Lake.Edlake("run", "--param", "raw_path=nowhere")).With(1);

        Assert.Contains("[PATH_NOT_FOUND]", answer.Error, StringComparison.Ordinal);
        Assert.Contains("nowhere", answer.Error, StringComparison.Ordinal);
        Assert.Contains("bronze_payments.sql:", answer.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_permission_fails_the_run_by_name()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "needs a user who may not read everything");
        _bundle.Raw("payments.csv", Encoding.UTF8.GetBytes(Header + Good));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_bundle.In("raw/payments.csv"), UnixFileMode.None);
        else
            Assert.Skip("needs Unix permissions");

        var answer = (await _bundle.Lake.Edlake("run")).With(1);

        Assert.Contains("payments.csv", answer.Error, StringComparison.Ordinal);
        Assert.Contains("help:", answer.Error, StringComparison.Ordinal);
        Assert.Empty(_bundle.Lake.Versions());
    }

    [Fact(Explicit = true)]
    [Trait("speed", "slow")]
    public async Task A_line_of_a_hundred_megabytes_does_not_take_the_memory()
    {
        WriteLongLine(_bundle.In("raw"));

        var answer = await _bundle.Lake.Edlake("run", "--memory", "1GB");

        if (answer.ExitCode != 0)
        {
            Assert.Contains("payments.csv", answer.Error, StringComparison.Ordinal);
            Assert.Empty(_bundle.Lake.Versions());
            return;
        }

        Assert.Equal(["3"], await _bundle.Lake.Rows("select count(*) from bronze.payments"));
    }

    public void Dispose() => _bundle.Dispose();

    private static void WriteLongLine(string folder)
    {
        Directory.CreateDirectory(folder);
        using var writer = new StreamWriter(Path.Combine(folder, "payments.csv"));
        writer.Write(Header + Good + "P2,");
        for (var i = 0; i < 100; i++)
            writer.Write(new string('x', 1_000_000));
        writer.Write(",H1,10,2026-01-01 10:00:00,success,card,GBP\n" + Good);
    }

    private Task<IReadOnlyList<string>> Payments() => _bundle.Lake.Rows(
        "select payment_id, user_id, amount_gbp, payment_status, currency, _corrupt_record, regexp_replace(_rescued_data, ',\"_file_path\":\"[^\"]*\"', '') from bronze.payments order by payment_id nulls last");
}
