namespace Edlake.Bundles;

/// <summary>What a task does. A closed hierarchy: notebook, SQL file, or something that is refused by name when it is run.</summary>
public abstract record TaskBody;
