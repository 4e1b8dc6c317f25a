namespace Edlake.Running;

/// <summary>What a check found.</summary>
/// <param name="Tasks">Tasks looked at.</param>
/// <param name="Statements">Statements that bind.</param>
/// <param name="Errors">The first error of each task that has one.</param>
public sealed record JobCheckReport(int Tasks, int Statements, IReadOnlyList<Exception> Errors);
