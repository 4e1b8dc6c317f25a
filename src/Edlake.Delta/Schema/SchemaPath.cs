namespace Edlake.Delta.Schema;

/// <summary>
/// Fields by their path: names of struct fields, <c>element</c> for an array's elements, <c>key</c> and <c>value</c> for a map's.
/// Names compare without regard to case.
/// </summary>
public static class SchemaPath
{
    /// <summary>The field at a path; null when there is none, or when the path ends at an element, key or value.</summary>
    public static StructField? Find(StructType schema, IReadOnlyList<string> path) =>
        path.Count == 0 ? null : (TypeAt(schema, [.. path.SkipLast(1)]) as StructType)?.Find(path[^1]);

    /// <summary>The type that stands at a path, the schema itself for the empty path; null when there is none.</summary>
    public static DataType? TypeAt(StructType schema, IReadOnlyList<string> path) =>
        path.Aggregate((DataType?)schema, (type, name) => type is null ? null : Inside(type, name));

    /// <summary>The schema with the struct at a path replaced; the same schema when no struct stands there.</summary>
    public static StructType EditStruct(StructType schema, IReadOnlyList<string> path, Func<StructType, StructType> edit) =>
        (StructType)Edit(schema, path, 0, edit);

    /// <summary>The schema with the field at a path replaced; the same schema when there is none.</summary>
    public static StructType EditField(StructType schema, IReadOnlyList<string> path, Func<StructField, StructField> edit) =>
        EditStruct(schema, [.. path.SkipLast(1)], row => new StructType([.. row.Fields.Select(field => IsNamed(field, path[^1]) ? edit(field) : field)]));

    /// <summary>Every field, those inside others after them.</summary>
    public static StructType MapFields(StructType schema, Func<StructField, StructField> map) => (StructType)MapInside(schema, map);

    private static DataType MapInside(DataType type, Func<StructField, StructField> map) => type switch
    {
        StructType row => new StructType([.. row.Fields.Select(field =>
        {
            var mapped = map(field);
            return mapped with { Type = MapInside(mapped.Type, map) };
        })]),
        ArrayType array => array with { ElementType = MapInside(array.ElementType, map) },
        MapType pairs => pairs with { KeyType = MapInside(pairs.KeyType, map), ValueType = MapInside(pairs.ValueType, map) },
        _ => type,
    };

    private static DataType Edit(DataType type, IReadOnlyList<string> path, int at, Func<StructType, StructType> edit)
    {
        if (at == path.Count)
            return type is StructType found ? edit(found) : type;
        return type switch
        {
            StructType row => new StructType([.. row.Fields.Select(field => IsNamed(field, path[at]) ? field with { Type = Edit(field.Type, path, at + 1, edit) } : field)]),
            ArrayType array when Is(path[at], "element") => array with { ElementType = Edit(array.ElementType, path, at + 1, edit) },
            MapType pairs when Is(path[at], "key") => pairs with { KeyType = Edit(pairs.KeyType, path, at + 1, edit) },
            MapType pairs when Is(path[at], "value") => pairs with { ValueType = Edit(pairs.ValueType, path, at + 1, edit) },
            _ => type,
        };
    }

    private static DataType? Inside(DataType type, string name) => type switch
    {
        StructType row => row.Find(name)?.Type,
        ArrayType array when Is(name, "element") => array.ElementType,
        MapType pairs when Is(name, "key") => pairs.KeyType,
        MapType pairs when Is(name, "value") => pairs.ValueType,
        _ => null,
    };

    private static bool IsNamed(StructField field, string name) => Is(field.Name, name);

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
