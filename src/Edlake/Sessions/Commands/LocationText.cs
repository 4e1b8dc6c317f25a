using Edlake.Delta.Storage;

namespace Edlake.Sessions.Commands;

/// <summary>A folder as Spark prints a location: <c>file:/…</c>, percent-encoded.</summary>
internal static class LocationText
{
    internal static string Of(string folder) => "file:" + FilePath.Encode(folder.Replace('\\', '/'));
}
