using Edlake.Parity;
using Edlake.Running;
using Spectre.Console;

namespace Edlake.Cli.Output;

/// <summary>What is going on while a certificate is made, a line for each task that ended and each table that is compared.</summary>
internal sealed class ParityView(IAnsiConsole console) : IProgress<ParityProgress>
{
    private readonly Lock _lock = new();

    public void Report(ParityProgress value)
    {
        lock (_lock)
        {
            if (value is SideRunning { Event: TaskEnded ended } side)
                console.WriteLine($"{side.Side} {ended.Task}: {StatusText.Of(ended.Record.Status)}");
            else if (value is TableCompared table)
                console.WriteLine($"comparing {table.Table}");
        }
    }
}
