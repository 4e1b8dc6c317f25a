namespace Edlake.DataGen.Quirks;

/// <summary>Why cleaning must set a planted row aside, in the words of docs/metrics.md.</summary>
internal static class QuarantineReason
{
    public const string Malformed = "malformed";
    public const string MissingKey = "missing_key";
    public const string BadCast = "bad_cast";
    public const string Orphan = "orphan";
}
