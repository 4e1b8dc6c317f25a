namespace Edlake.Delta.Actions;

/// <summary>A file of a V2 checkpoint that holds its files' actions, by its name under <c>_delta_log/_sidecars</c>.</summary>
internal sealed record Sidecar(string Path) : DeltaAction;
