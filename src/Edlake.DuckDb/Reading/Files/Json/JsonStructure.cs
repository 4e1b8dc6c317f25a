using System.Text.Json;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Reading.Files.Json;

/// <summary>Structures of JSON documents as DuckDB describes them.</summary>
internal static class JsonStructure
{
    /// <summary>A structure that DuckDB found in documents as Spark would infer it: members by name, mixed values as text;
    /// <paramref name="asText"/>: all values that are no object and no list as text.</summary>
    internal static SparkType ToSpark(JsonElement structure, bool asText) => structure.ValueKind switch
    {
        JsonValueKind.Object => new StructType([.. structure.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Select(member => new StructField(member.Name, ToSpark(member.Value, asText)))]),
        JsonValueKind.Array => new ArrayType(ToSpark(structure[0], asText), true),
        _ when asText => new StringType(),
        _ => structure.GetString() switch
        {
            "UBIGINT" or "BIGINT" => new LongType(),
            "DOUBLE" => new DoubleType(),
            "BOOLEAN" => new BooleanType(),
            _ => new StringType(),
        },
    };
}
