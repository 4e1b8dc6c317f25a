namespace Edlake.Bench.Contestants;

/// <summary>How long a statement of the script took; it is known by its last line, which names the table written.</summary>
internal sealed record StatementTime(string Statement, double Seconds);
