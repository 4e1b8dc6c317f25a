using Edlake.Sql.Types;

namespace Edlake.Sessions.Commands;

/// <summary>Types as DESCRIBE prints them: <c>bigint</c>, <c>array&lt;struct&lt;p:int,q:string&gt;&gt;</c>.</summary>
internal static class SimpleTypeText
{
    internal static string Of(SparkType type) => type switch
    {
        CharType or VarcharType => "string", // Tables hold them as strings that carry a length.
        ArrayType array => $"array<{Of(array.Element)}>",
        MapType map => $"map<{Of(map.Key)},{Of(map.Value)}>",
        StructType row => $"struct<{string.Join(",", row.Fields.Select(field => $"{field.Name}:{Of(field.Type)}"))}>",
        _ => type.Sql.ToLowerInvariant(),
    };
}
