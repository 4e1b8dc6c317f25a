using System.Text.Json;

namespace Edlake.Delta.Schema;

/// <summary>Changes of a column's type that need no file rewritten: every old value is a value of the new type.</summary>
public static class TypeWidening
{
    private const string ChangesKey = "delta.typeChanges";

    /// <summary>Whether a table allows them: <c>delta.enableTypeWidening</c>.</summary>
    public static bool IsOn(IReadOnlyDictionary<string, string> configuration) =>
        configuration.TryGetValue("delta.enableTypeWidening", out var text) && text.Equals("true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether Delta allows the change.</summary>
    public static bool CanWiden(DataType from, DataType to) => (from, to) switch
    {
        (DecimalType a, DecimalType b) => b.Scale >= a.Scale && b.Precision - a.Precision >= b.Scale - a.Scale,
        (PrimitiveType { Name: "byte" or "short" or "integer" }, DecimalType b) => b.Precision - b.Scale >= 10,
        (PrimitiveType { Name: "long" }, DecimalType b) => b.Precision - b.Scale >= 20,
        (PrimitiveType { Name: "byte" }, PrimitiveType { Name: "short" or "integer" or "long" or "double" }) => true,
        (PrimitiveType { Name: "short" }, PrimitiveType { Name: "integer" or "long" or "double" }) => true,
        (PrimitiveType { Name: "integer" }, PrimitiveType { Name: "long" or "double" }) => true,
        (PrimitiveType { Name: "float" }, PrimitiveType { Name: "double" }) => true,
        (PrimitiveType { Name: "date" }, PrimitiveType { Name: "timestamp_ntz" }) => true,
        _ => false,
    };

    /// <summary>The field with the wider type, the change noted in its metadata so that readers of old files know of it.</summary>
    public static StructField Widen(StructField field, DataType to)
    {
        var changes = field.Metadata.TryGetValue(ChangesKey, out var before) && before.ValueKind == JsonValueKind.Array
            ? before.EnumerateArray().ToList()
            : [];
        changes.Add(JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["toType"] = to.ToString()!, ["fromType"] = field.Type.ToString()! }));
        return field with
        {
            Type = to,
            Metadata = new Dictionary<string, JsonElement>(field.Metadata) { [ChangesKey] = JsonSerializer.SerializeToElement(changes) },
        };
    }
}
