using System.Text;

namespace Edlake.DataGen.Files;

/// <summary>One column of an export. <paramref name="IsNumber"/> says whether JSON has it unquoted; <paramref name="Group"/> is the JSON object it is nested in.</summary>
internal sealed record ExportColumn(string Name, bool IsNumber = false, string? Group = null)
{
    /// <summary><c>"name":</c>, ready to be written.</summary>
    public byte[] JsonKey { get; } = Encoding.UTF8.GetBytes($"\"{Name}\":");
}
