namespace Edlake.Delta.Actions;

/// <summary>Configuration (JSON text) of a named domain; removed = the domain is gone.</summary>
public sealed record DomainMetadata(string Domain, string Configuration, bool Removed) : DeltaAction;
