using Edlake.Sql.Functions;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Generation.Casts;

/// <summary>Arrays, maps and structs, part by part.</summary>
internal static class ComplexCasts
{
    internal static string Convert(string operand, CastSite site) => (site.From, site.To) switch
    {
        _ when PhysicalType.Of(site.From) == site.Physical => operand,
        (ArrayType { Element: NullType }, _) => $"CAST({operand} AS {site.Physical})",
        (ArrayType from, ArrayType to) => $"list_transform({operand}, lambda e: {CastGenerator.Convert("e", site.Of(from.Element, to.Element))})",
        (MapType { Key: NullType }, MapType) => $"CAST({operand} AS {site.Physical})",
        (MapType from, MapType to) => $"map_from_entries(list_transform(map_entries({operand}), lambda e: struct_pack(k := {CastGenerator.Convert("e.key", site.Of(from.Key, to.Key))}, v := {CastGenerator.Convert("e.value", site.Of(from.Value, to.Value))})))",
        (StructType from, StructType to) => Struct(operand, from, to, site),
        _ => throw CastGenerator.Unsupported(site),
    };

    private static string Struct(string operand, StructType from, StructType to, CastSite site)
    {
        var fields = from.Fields.Zip(to.Fields, (old, fresh) =>
            $"{PhysicalType.Quote(fresh.Name)} := {CastGenerator.Convert($"struct_extract({operand}, {PhysicalType.Literal(old.Name)})", site.Of(old.Type, fresh.Type))}");
        return $"(CASE WHEN {operand} IS NOT NULL THEN struct_pack({string.Join(", ", fields)}) END)";
    }
}
