using System.Collections.Concurrent;
using Edlake.Bundles;
using Edlake.Running;
using Spectre.Console;

namespace Edlake.Cli.Output;

/// <summary>A run while it goes on: a bar a task on a terminal, a line a task elsewhere.</summary>
internal sealed class RunView : IProgress<RunEvent>, IDisposable
{
    private readonly IAnsiConsole _console;
    private readonly ConcurrentDictionary<string, ProgressTask> _bars = new();
    private readonly TaskCompletionSource _ended = new();
    private readonly Task _live;
    private ProgressContext? _context;

    private RunView(IAnsiConsole console, Job job)
    {
        _console = console;
        _live = console.Profile.Capabilities.Interactive ? Live(job) : Task.CompletedTask;
    }

    internal static RunView For(IAnsiConsole console, Job job) => new(console, job);

    /// <inheritdoc />
    public void Report(RunEvent value)
    {
        switch (value)
        {
            case TaskStarted started when _context is not null:
                Bar(started.Task).IsIndeterminate = false;
                break;
            case StatementProgressed progressed when _context is not null:
                Show(progressed);
                break;
            case TaskEnded ended when _context is not null:
                Show(ended);
                break;
            case TaskEnded ended:
                _console.WriteLine($"{StatusText.Of(ended.Record.Status),-15} {ended.Task} ({ended.Record.Duration.TotalSeconds:0.00} s)");
                break;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_ended.TrySetResult())
            _live.GetAwaiter().GetResult();
    }

    private void Show(StatementProgressed progressed)
    {
        var bar = Bar(progressed.Task);
        bar.Value = (progressed.Statement + (progressed.Progress.Fraction ?? 0)) / progressed.Statements;
        if (progressed.Progress.Rows is { } rows && bar.ElapsedTime is { TotalSeconds: > 0.2 } elapsed)
            bar.Description = $"{Markup.Escape(progressed.Task)} [grey]{rows / elapsed.TotalSeconds:N0} rows/s[/]";
    }

    private void Show(TaskEnded ended)
    {
        var bar = Bar(ended.Task);
        bar.IsIndeterminate = false;
        bar.Value = 1;
        bar.Description = $"{Markup.Escape(ended.Task)} {StatusText.Markup(ended.Record.Status)}";
        bar.StopTask();
    }

    private ProgressTask Bar(string task) => _bars.GetOrAdd(task, key => _context!.AddTask(Markup.Escape(key), autoStart: true, maxValue: 1));

    private Task Live(Job job)
    {
        var started = new TaskCompletionSource();
        var live = _console.Progress()
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                foreach (var task in job.Order)
                    _bars[task.Key] = context.AddTask(Markup.Escape(task.Key), autoStart: false, maxValue: 1);
                _context = context;
                started.SetResult();
                await _ended.Task.ConfigureAwait(false);
            });
        started.Task.GetAwaiter().GetResult();
        return live;
    }
}
