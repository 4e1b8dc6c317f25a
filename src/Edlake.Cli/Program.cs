using Edlake.Cli.Commands;
using Edlake.Cli.Output;

var terminal = Terminal.ForProcess();
return await new EdlakeCommand(terminal).RunAsync(args).ConfigureAwait(false);
