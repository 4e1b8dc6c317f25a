namespace Edlake.DataGen;

/// <summary>What the exports are written as.</summary>
public enum GeneratorFormat
{
    /// <summary>Comma-separated with a header line.</summary>
    Csv,

    /// <summary>One JSON object a line; a user's particulars are nested under <c>user_info</c>.</summary>
    Json,
}
