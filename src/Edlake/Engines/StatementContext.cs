using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Engines;

/// <summary>What an engine needs to know around a bound statement.</summary>
/// <param name="Session">Time zone, settings, now: the state the statement was bound with.</param>
/// <param name="Text">The statement's source, for positions in errors.</param>
/// <param name="Workspace">Where paths become files.</param>
/// <param name="EngineInfo">What commits say of who wrote them.</param>
public sealed record StatementContext(SessionState Session, SourceText Text, Workspace Workspace, string EngineInfo)
{
    /// <summary>
    /// The statement that asks, with its text and what the text mentions: for an engine that takes text. An expression of a command (a
    /// variable's value) stands in it by its span.
    /// </summary>
    public BoundStatement? Statement { get; init; }

    /// <summary>For CREATE TABLE AS and its REPLACE: where the table will stand and what it will be; null for other statements.</summary>
    public NewTable? NewTable { get; init; }

    /// <summary>Told rows as they are read and written; null when nobody listens.</summary>
    public IProgress<EngineProgress>? Progress { get; init; }

    /// <summary>Free text for the commit's <c>userMetadata</c>, or null.</summary>
    public string? UserMetadata { get; init; }
}
