using Edlake.EndToEnd.Workbench;

namespace Edlake.EndToEnd.OtherBundle;

/// <summary>A bundle that is not ours runs: its folders, names, file formats and statements are its own.</summary>
public sealed class HarbourTests : IDisposable
{
    private readonly Lake _lake = new(RepositoryRoot.In("tests", "Edlake.EndToEnd", "bundles", "harbour"));

    [Fact]
    public async Task It_runs_and_runs_again_with_nothing_new()
    {
        var first = await _lake.Run();
        Assert.All(first.Tasks, task => Assert.Equal("Succeeded", task.Value));
        var versions = _lake.Versions();

        Assert.Equal("Skipped", (await _lake.Run()).Status);

        Assert.Equal(versions, _lake.Versions());
        Assert.Equal(
            ["Emma|1|400.25|false|500.3125|0|70", "Ever; Green|2|1290.5|true|705.25|1|55"],
            await _lake.Rows("select * from port.visit_report order by name"));
        Assert.Equal(
            ["9074729|Ever; Green|PA|217612.5|1995-04-02|12.50", "9321483|Emma|DK|170794.0|2006-05-18|12.50", "9839430|Gülsün|PA|232618.9|2019-07-04|12.50"],
            await _lake.Rows("select * from port.ship order by imo"));
        Assert.Equal(["ships as first loaded|3", "ships now|3"], await _lake.Rows("select * from port.audit order by note"));
        Assert.Equal(["2026-03-01|rotterdam|55", "2026-03-02|antwerp|70", "2026-03-02|rotterdam|30"], await _lake.Rows("select day, port, gust from port.weather order by 1, 2"));
        Assert.Equal(["1|A1|true", "1|B2|false", "2|B2|true", "3|NULL|NULL"], await _lake.Rows("select call_id, customs.code, customs.cleared from port.cargo order by 1, 2"));
    }

    [Fact]
    public async Task New_files_are_merged_and_copied_once_and_the_old_version_stays_to_be_read()
    {
        var landing = CopyOfLanding();
        var argument = $"landing={landing}";
        await _lake.Run("--param", argument);
        await File.AppendAllTextAsync(Path.Combine(landing, "ships.csv"), "9400000;Newcomer;nl;10,5;2020-01-01\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(landing, "cargo", "wednesday.json"), """{"call_id":2,"goods":"ore","tons":1,"customs":{"code":"C","cleared":true}}""" + "\n", TestContext.Current.CancellationToken);

        var second = await _lake.Run("--param", argument);

        Assert.Equal("Skipped", second.Tasks["weather"]);
        Assert.Equal(["ships as first loaded|3", "ships now|4"], await _lake.Rows("select * from port.audit order by note"));
        Assert.Equal(["3|5"], await _lake.Rows("select (select count(*) from port.call_raw), (select count(*) from port.cargo)"));
        Assert.Equal(["Emma|2|401.25"], await _lake.Rows("select name, count(*), sum(tons) from port.call join port.cargo using (call_id) where name = 'Emma' group by name"));
    }

    [Fact]
    public async Task A_row_against_a_check_constraint_fails_the_run_and_publishes_nothing()
    {
        var landing = CopyOfLanding();
        await _lake.Run("--param", $"landing={landing}");
        var versions = _lake.Versions();
        await File.AppendAllTextAsync(Path.Combine(landing, "ships.csv"), "1;Balloon;nl;-3,0;2020-01-01\n", TestContext.Current.CancellationToken);

        var answer = (await _lake.Edlake("run", "--param", $"landing={landing}")).With(1);

        Assert.Contains("has_weight", answer.Error, StringComparison.Ordinal);
        Assert.Contains("ships.sql", answer.Error, StringComparison.Ordinal);
        Assert.Equal(versions, _lake.Versions());
        Assert.Empty(_lake.StrayFiles());
    }

    [Fact]
    public async Task Its_schema_is_where_a_variable_says()
    {
        await _lake.Run("--var", "schema=quay");
        Assert.Equal(["2"], await _lake.Rows("select count(*) from quay.visit_report"));
        (await _lake.Edlake("sql", "select * from port.visit_report")).With(1);
    }

    public void Dispose() => _lake.Dispose();

    private string CopyOfLanding()
    {
        var source = Path.Combine(_lake.Bundle, "landing");
        var target = _lake.In("landing");
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }
}
