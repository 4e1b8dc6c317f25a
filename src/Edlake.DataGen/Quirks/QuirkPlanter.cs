using Edlake.DataGen.Files;

namespace Edlake.DataGen.Quirks;

internal sealed class QuirkPlanter(EntityExport export)
{
    public void Write(FieldRow row) => export.Write(row);
}
