using System.Globalization;
using Edlake.Sql.Types;

namespace Edlake.Sql.Functions;

/// <summary>
/// What DuckDB has to compare so that structs and arrays order as in Spark: a NULL within one is the smallest value there, and the greatest in DuckDB.
/// A key has one flag before each part that may be NULL; it is NULL where the value itself is.
/// </summary>
public static class OrderingKey
{
    /// <summary>Whether values of a type need a key of their own.</summary>
    public static bool IsNeeded(SparkType type) => type switch
    {
        StructType @struct => @struct.Fields.Any(member => member.Nullable || IsNeeded(member.Type)),
        ArrayType array => array.ContainsNull || IsNeeded(array.Element),
        _ => false,
    };

    /// <summary>The key of a value, or the value where it is its own key. The value is written several times.</summary>
    public static string Of(string value, SparkType type) => Of(value, type, 0);

    /// <summary>The key of a value that is written once.</summary>
    public static string OfOnce(string value, SparkType type) => IsNeeded(type) ? LambdaText.Let("ordered", value, Of("ordered", type)) : value;

    /// <summary>Elements in order; the elements that are NULL go where <paramref name="nulls"/> says.</summary>
    internal static string Sorted(string list, SparkType element, string direction, string nulls)
    {
        if (!IsNeeded(element))
            return $"list_sort({list}, '{direction}', '{nulls}')";
        var keyed = $"list_transform({list}, lambda item: CASE WHEN item IS NOT NULL THEN struct_pack(k := {Of("item", element)}, v := item) END)";
        return $"list_transform(list_sort({keyed}, '{direction}', '{nulls}'), lambda pair: pair.v)";
    }

    private static string Of(string value, SparkType type, int depth)
    {
        if (!IsNeeded(type))
            return value;
        if (type is ArrayType array)
        {
            var element = string.Create(CultureInfo.InvariantCulture, $"element{depth}");
            return $"list_transform({value}, lambda {element}: struct_pack({string.Join(", ", Parts(element, array.Element, array.ContainsNull, 0, depth + 1))}))";
        }

        var parts = ((StructType)type).Fields.SelectMany((member, i) =>
            Parts($"struct_extract({value}, {PhysicalType.Literal(member.Name)})", member.Type, member.Nullable, i, depth));
        return $"(CASE WHEN {value} IS NOT NULL THEN struct_pack({string.Join(", ", parts)}) END)";
    }

    private static IEnumerable<string> Parts(string value, SparkType type, bool nullable, int place, int depth)
    {
        if (nullable)
            yield return string.Create(CultureInfo.InvariantCulture, $"n{place} := {value} IS NOT NULL");
        yield return string.Create(CultureInfo.InvariantCulture, $"k{place} := {Of(value, type, depth)}");
    }
}
