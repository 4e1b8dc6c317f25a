namespace Edlake.Spark.Remote;

/// <summary>A journal's content.</summary>
/// <param name="Server">Where the tables are.</param>
/// <param name="RunId">The run that changes them; its commits carry the id as their <c>userMetadata</c>.</param>
/// <param name="Tables">The tables it changes, as it found them, in the order it came to them.</param>
internal sealed record RemoteJournalContent(string Server, string RunId, IReadOnlyList<TableBefore> Tables);
