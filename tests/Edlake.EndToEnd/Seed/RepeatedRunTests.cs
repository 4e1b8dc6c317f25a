using Edlake.EndToEnd.Workbench;

namespace Edlake.EndToEnd.Seed;

/// <summary>What a second run does, and does not.</summary>
public sealed class RepeatedRunTests : IDisposable
{
    private readonly Lake _lake = new();

    [Fact]
    public async Task The_sample_is_put_where_the_job_looks_and_a_run_with_nothing_new_writes_nothing()
    {
        var first = await _lake.Run();
        Assert.Equal("Succeeded", first.Status);
        Assert.Contains("the sample's 8 files were put there", first.Told, StringComparison.Ordinal);
        Assert.Equal(8, Directory.GetFiles(Path.Combine(_lake.Workspace, "dbfs", "FileStore", "data"), "*", SearchOption.AllDirectories).Length);
        var versions = _lake.Versions();
        Assert.NotEmpty(versions);

        var second = await _lake.Run();

        Assert.Equal("Skipped", second.Status);
        Assert.All(second.Tasks.Values, status => Assert.Equal("Skipped", status));
        Assert.Equal(versions, _lake.Versions());
        Assert.DoesNotContain("sample", second.Told, StringComparison.Ordinal);
        Assert.Equal(["40|40"], await _lake.Rows("select count(*), count(distinct user_id) from silver.dim_user"));
    }

    [Fact]
    public async Task A_full_run_loads_no_file_twice_and_ends_at_the_same_figures()
    {
        await _lake.Run();
        const string Figures = "select * from gold.learner_lifecycle order by user_id";
        var before = await _lake.Rows(Figures);

        var again = await _lake.Run("--full");

        Assert.All(again.Tasks, task => Assert.Equal("Succeeded", task.Value));
        Assert.Equal(0, again.Rows("bronze_payments").Kept);
        Assert.Equal(["37"], await _lake.Rows("select count(*) from bronze.payments"));
        Assert.Equal(before, await _lake.Rows(Figures));
    }

    [Fact]
    public async Task A_new_file_runs_the_tasks_that_need_it_and_no_others()
    {
        await _lake.Run();
        var file = _lake.Write("payments_0002.csv", "payment_id,user_id,cohort_id,amount_gbp,payment_ts,payment_status,payment_method,currency\nP900001,U0022,H004,1,2025-12-20 10:00:00,success,card,GBP\n");
        (await _lake.Edlake("fs", "cp", file, "dbfs:/FileStore/data/")).Well();

        var run = await _lake.Run();

        Assert.Equal((1, 1, 0, 0), run.Rows("bronze_payments"));
        Assert.Equal("Succeeded", run.Tasks["revenue_monthly"]);
        Assert.Equal("Skipped", run.Tasks["bronze_users"]);
        Assert.Equal("Skipped", run.Tasks["session_attendance"]);
        Assert.Equal(["9525.00"], await _lake.Rows("select sum(gross_amount_gbp) from gold.revenue_daily"));
    }

    public void Dispose() => _lake.Dispose();
}
