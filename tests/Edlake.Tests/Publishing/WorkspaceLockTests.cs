using System.Diagnostics;
using Edlake.Diagnostics;
using Edlake.Publishing;

namespace Edlake.Tests.Publishing;

public sealed class WorkspaceLockTests : IDisposable
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(100);

    private readonly TemporaryFolder _folder = new();

    private string LockPath => Path.Combine(_folder.Path, "publish.lock");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Readers_hold_the_lock_together()
    {
        using var one = WorkspaceLock.Shared(LockPath, Short, Cancellation);
        using var two = WorkspaceLock.Shared(LockPath, Short, Cancellation);
        Assert.Null(WorkspaceLock.TryExclusive(LockPath));
    }

    [Fact]
    public void A_publisher_excludes_readers_and_publishers()
    {
        using var exclusive = WorkspaceLock.Exclusive(LockPath, Short, Cancellation);
        Assert.Equal("WORKSPACE_LOCKED", Assert.Throws<EdlakeException>(() => WorkspaceLock.Shared(LockPath, Short, Cancellation)).ErrorClass);
        Assert.Null(WorkspaceLock.TryExclusive(LockPath));
    }

    [Fact]
    public async Task Who_waits_gets_the_lock_when_it_is_let_go()
    {
        var exclusive = WorkspaceLock.Exclusive(LockPath, Short, Cancellation);
        var waiting = Task.Run(() => WorkspaceLock.Shared(LockPath, TimeSpan.FromSeconds(30), Cancellation), Cancellation);
        await Task.Delay(Short, Cancellation);
        Assert.False(waiting.IsCompleted);

        exclusive.Dispose();

        (await waiting).Dispose();
    }

    [Fact]
    public void Who_is_cancelled_stops_waiting()
    {
        using var exclusive = WorkspaceLock.Exclusive(LockPath, Short, Cancellation);
        using var cancelled = new CancellationTokenSource(Short);
        Assert.ThrowsAny<OperationCanceledException>(() => WorkspaceLock.Shared(LockPath, TimeSpan.FromMinutes(1), cancelled.Token));
    }

    [Fact]
    public void Another_process_is_excluded_too()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists("/usr/bin/flock"), "needs Linux and flock(1)");
        using (WorkspaceLock.Shared(LockPath, Short, Cancellation))
        {
            Assert.True(OtherProcessGets("--shared"));
            Assert.False(OtherProcessGets("--exclusive"));
        }

        using (WorkspaceLock.Exclusive(LockPath, Short, Cancellation))
            Assert.False(OtherProcessGets("--shared"));
        Assert.True(OtherProcessGets("--exclusive"));
    }

    public void Dispose() => _folder.Dispose();

    private bool OtherProcessGets(string kind)
    {
        using var process = Process.Start(new ProcessStartInfo("/usr/bin/flock", ["--nonblock", kind, LockPath, "true"]))!;
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
