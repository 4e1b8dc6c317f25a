using Edlake.Bench;

return await BenchCommand.Create().Parse(args).InvokeAsync();
