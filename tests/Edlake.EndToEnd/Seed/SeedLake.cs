using Edlake.EndToEnd.Workbench;

namespace Edlake.EndToEnd.Seed;

/// <summary>The repository's bundle run once on its sample, for all tests that only look.</summary>
public sealed class SeedLake : IAsyncLifetime
{
    internal Lake Lake { get; } = new();

    internal RunAnswer FirstRun { get; private set; } = null!;

    public async ValueTask InitializeAsync() => FirstRun = await Lake.Run();

    public ValueTask DisposeAsync()
    {
        Lake.Dispose();
        return ValueTask.CompletedTask;
    }
}
