namespace Edlake.DataGen.Tests.Quirks;

/// <summary>One record of a CSV file as it stands.</summary>
internal sealed record NaiveRow(string File, DateTime ModifiedAt, IReadOnlyList<string> Header, IReadOnlyList<string> Fields, bool IsMalformed)
{
    public string this[string column]
    {
        get
        {
            for (var index = 0; index < Header.Count; index++)
                if (Header[index] == column) return Fields[index];
            return "";
        }
    }

    public bool IsLate => File.Contains("_9", StringComparison.Ordinal);
}
