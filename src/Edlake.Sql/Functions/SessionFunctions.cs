using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>What a session knows of itself, and types as text.</summary>
internal static class SessionFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("current_timezone", [], _ => FunctionRow.Text, call => PhysicalType.Literal(call.Session.TimeZone), nullable: Never),
        Scalar("current_user", [], _ => FunctionRow.Text, call => PhysicalType.Literal(call.Session.User), nullable: Never) with
        {
            Aliases = ["user", "session_user"],
            SessionValue = session => new BoundLiteral(session.User, FunctionRow.Text),
        },
        Scalar("current_catalog", [], _ => FunctionRow.Text, call => PhysicalType.Literal(call.Session.Catalog), nullable: Never) with
        {
            SessionValue = session => new BoundLiteral(session.Catalog, FunctionRow.Text),
        },
        Scalar("current_schema", [], _ => FunctionRow.Text, call => PhysicalType.Literal(call.Session.Schema), nullable: Never) with
        {
            Aliases = ["current_database"],
            SessionValue = session => new BoundLiteral(session.Schema, FunctionRow.Text),
        },
        Scalar("typeof", [Parameter.Any], _ => FunctionRow.Text, call => PhysicalType.Literal(TypeName(call.Bound[0].Type)), nullable: Never),
        Scalar("version", [], _ => FunctionRow.Text, _ => "'4.0.1 edlake'", nullable: Never),
    ];

    // Without blanks and without nullability.
    private static string TypeName(SparkType type) => type switch
    {
        ArrayType array => $"array<{TypeName(array.Element)}>",
        MapType map => $"map<{TypeName(map.Key)},{TypeName(map.Value)}>",
        StructType row => $"struct<{string.Join(",", row.Fields.Select(member => $"{member.Name}:{TypeName(member.Type)}"))}>",
        _ => type.Sql.ToLowerInvariant(),
    };
}
