using Edlake.Running;

namespace Edlake.Parity;

/// <summary>What is told of a certificate while it is made.</summary>
public abstract record ParityProgress;

/// <summary>A side, <c>A</c> or <c>B</c>, is running.</summary>
public sealed record SideRunning(string Side, RunEvent Event) : ParityProgress;

/// <summary>A table is being compared.</summary>
public sealed record TableCompared(string Table) : ParityProgress;
