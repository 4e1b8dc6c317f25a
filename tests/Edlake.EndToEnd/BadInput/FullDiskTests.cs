using Edlake.EndToEnd.Workbench;

namespace Edlake.EndToEnd.BadInput;

/// <summary>A disk that takes no more: the run fails with a remedy, publishes nothing and leaves nothing behind.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly SmallBundle _bundle = new SmallBundle()
        .With("before", "create table small as select 1 as a;")
        .With("big", "create table big as select id, sha2(cast(id as string), 512) as text from range(400000);", "before");

    [Fact]
    public async Task A_run_that_finds_no_room_publishes_nothing_and_says_what_to_do()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs bash and its ulimit");
        using var run = EdlakeProcess.StartWithSmallFiles(8 * 1024, _bundle.Lake, "run");

        var answer = (await run.Ended()).With(1);

        Assert.Contains("big.sql:2", answer.Error, StringComparison.Ordinal);
        Assert.Contains("help:", answer.Error, StringComparison.Ordinal);
        Assert.Contains("[DISK_FULL]", answer.Error, StringComparison.Ordinal);
        Assert.Empty(_bundle.Lake.Versions());
        Assert.Empty(_bundle.Lake.StrayFiles());
        Assert.Equal("Succeeded", (await _bundle.Lake.Run()).Status);
    }

    [Fact]
    public async Task A_full_file_system_is_told_as_one()
    {
        var mount = _bundle.Lake.In("small-disk");
        Directory.CreateDirectory(mount);
        Assert.SkipUnless(OperatingSystem.IsLinux() && await Shell("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", mount) == 0, "needs the right to mount a small file system");
        try
        {
            Directory.CreateSymbolicLink(_bundle.Lake.Workspace, mount);

            var answer = (await _bundle.Lake.Edlake("run")).With(1);

            Assert.Contains("[DISK_FULL]", answer.Error, StringComparison.Ordinal);
            Assert.Contains("help:", answer.Error, StringComparison.Ordinal);
            Assert.Empty(_bundle.Lake.Versions());
            Assert.Empty(_bundle.Lake.StrayFiles());
        }
        finally
        {
            await Shell("umount", mount);
        }
    }

    public void Dispose() => _bundle.Dispose();

    private static async Task<int> Shell(string command, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }
}
