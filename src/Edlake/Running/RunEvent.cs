using Edlake.Engines;

namespace Edlake.Running;

/// <summary>What is told of a run while it goes on.</summary>
/// <param name="Task">The task; empty for the run itself.</param>
public abstract record RunEvent(string Task);

/// <summary>A task begins.</summary>
public sealed record TaskStarted(string Task, int Statements) : RunEvent(Task);

/// <summary>A task is at a statement, counted from 0.</summary>
public sealed record StatementProgressed(string Task, int Statement, int Statements, EngineProgress Progress) : RunEvent(Task);

/// <summary>A task has ended, or will not run.</summary>
public sealed record TaskEnded(string Task, TaskRecord Record) : RunEvent(Task);

/// <summary>All tasks have ended well; what they staged is being published.</summary>
public sealed record PublicationStarted(int Tables) : RunEvent("");
