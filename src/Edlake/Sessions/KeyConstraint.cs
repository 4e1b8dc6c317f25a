namespace Edlake.Sessions;

/// <summary>
/// PRIMARY KEY and FOREIGN KEY: nothing enforces them and Delta has no place for them, so a table keeps them as properties
/// <c>edlake.constraints.&lt;name&gt;</c>.
/// </summary>
/// <param name="Name">The constraint's name.</param>
/// <param name="Text">As SQL writes it.</param>
internal sealed record KeyConstraint(string Name, string Text)
{
    /// <summary>The constrained columns.</summary>
    internal IReadOnlyList<string> Columns => Text[(Text.IndexOf('(', StringComparison.Ordinal) + 1)..Text.IndexOf(')', StringComparison.Ordinal)].Split(", ");
}
