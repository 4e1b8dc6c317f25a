using Edlake.DataGen.Files;

namespace Edlake.DataGen.Quirks;

/// <summary>
/// Where in an entity's row each fault can sit: its own key (a code to make up anew), the codes of its parents, values that must cast, texts
/// whose case and spaces do not matter, instants, and the column in which an outdated version differs.
/// </summary>
internal sealed record EntityFaults(
    int KeyColumn, char KeyPrefix, int[] ParentColumns, (int Column, string Text)[] BadValues, int[] CaseColumns, int InstantColumn,
    int OutdatedColumn, string[] OutdatedTexts)
{
    public static EntityFaults Of(ExportShape shape) => shape.Entity switch
    {
        "users" => new(0, 'U', [], [(2, "n/a"), (2, "2025-13-45 10:00:00")], [0, 1, 3], 2, 3, ["organic", "referral"]),
        "cohorts" => new(0, 'H', [1], [(2, "soon")], [0, 1], -1, 5, ["10", "15"]),
        "sessions" => new(0, 'S', [1], [(3, "tbc"), (3, "2025-02-30 18:00:00")], [0, 1], 3, 3, ["2020-01-01 18:00:00", "2020-01-02 18:00:00"]),
        "enrollments" => new(0, 'E', [1, 2], [(3, "n/a"), (3, "31/12/2025")], [0, 1, 2, 4], 3, 4, ["active", "deferred"]),
        "payments" => new(0, 'P', [1, 2], [(3, "12,50"), (3, "n/a"), (4, "n/a"), (4, "2025-02-30 10:00:00")], [0, 1, 2, 5, 6, 7], 4, 3, ["1", "2"]),
        // The key of a mark is user and session; the session is the part to make up.
        "sessions_attended" => new(2, 'S', [0, 2], [(5, "n/a"), (5, "maybe")], [0, 1, 2], 6, 5, ["0", "1"]),
        _ => new(0, 'C', [], [], [], -1, 1, ["Draft", "Old draft"]),
    };
}
