using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>What a session knows of itself, and types as text.</summary>
internal static class SessionFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("current_timezone", [], _ => FunctionRow.Text, call => PhysicalType.Literal(call.Session.TimeZone), nullable: Never),
        Scalar("current_user", [], _ => FunctionRow.Text, call => PhysicalType.Literal(call.Session.User), nullable: Never) with { Aliases = ["user", "session_user"] },
        Scalar("typeof", [Parameter.Any], _ => FunctionRow.Text, call => PhysicalType.Literal(call.Bound[0].Type.Sql.ToLowerInvariant()), nullable: Never),
    ];
}
