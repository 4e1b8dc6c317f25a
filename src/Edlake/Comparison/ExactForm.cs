using Edlake.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Comparison;

/// <summary>
/// The form of a value in which SQL's own equality is exactness. SQL takes -0.0 for 0.0 and cannot compare maps; everything else is its own
/// form. A floating-point number becomes its shortest text, which no two numbers share (all NaN are one), a map its sorted pairs.
/// </summary>
internal static class ExactForm
{
    /// <summary>The expression of a value's form. Errors: INCOMPARABLE_TYPE for a type without one.</summary>
    internal static string Of(string value, SparkType type) => Of(value, type, 0);

    /// <summary>Whether values of both types have forms that can be held against each other: the same type, NOT NULL apart.</summary>
    internal static bool IsShared(SparkType a, SparkType b) => (a, b) switch
    {
        (ArrayType left, ArrayType right) => IsShared(left.Element, right.Element),
        (MapType left, MapType right) => IsShared(left.Key, right.Key) && IsShared(left.Value, right.Value),
        (StructType left, StructType right) => left.Fields.Count == right.Fields.Count
            && left.Fields.Zip(right.Fields).All(pair => pair.First.Name == pair.Second.Name && IsShared(pair.First.Type, pair.Second.Type)),
        _ => a == b,
    };

    private static string Of(string value, SparkType type, int depth) => type switch
    {
        FloatType or DoubleType => $"cast({value} AS STRING)",
        VariantType or CalendarIntervalType => throw new EdlakeException(
            "INCOMPARABLE_TYPE", $"Values of the type {type.Sql} cannot be compared exactly.", "Compare tables made of a SELECT that leaves the column out, or turns it into text."),
        MapType map => $"array_sort(transform(map_entries({value}), {Variable(depth)} -> {Entry(map, depth)}))",
        ArrayType list when NeedsForm(list.Element) => $"transform({value}, {Variable(depth)} -> {Of(Variable(depth), list.Element, depth + 1)})",
        StructType row when NeedsForm(row) => $"CASE WHEN {value} IS NULL THEN NULL ELSE named_struct({string.Join(", ", row.Fields.Select(field => Member(value, field, depth)))}) END",
        _ => value,
    };

    private static bool NeedsForm(SparkType type) => type switch
    {
        FloatType or DoubleType or VariantType or CalendarIntervalType or MapType => true,
        ArrayType list => NeedsForm(list.Element),
        StructType row => row.Fields.Any(field => NeedsForm(field.Type)),
        _ => false,
    };

    private static string Variable(int depth) => $"x{depth}";

    private static string Entry(MapType map, int depth)
    {
        var entry = Variable(depth);
        return $"named_struct('key', {Of($"{entry}.key", map.Key, depth + 1)}, 'value', {Of($"{entry}.value", map.Value, depth + 1)})";
    }

    private static string Member(string value, StructField field, int depth) =>
        $"{SqlText.Literal(field.Name)}, {Of($"{value}.{SqlText.Name(field.Name)}", field.Type, depth)}";
}
