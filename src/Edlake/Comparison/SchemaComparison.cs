using System.Globalization;
using Edlake.Delta.Schema;
using Edlake.Schemas;

namespace Edlake.Comparison;

/// <summary>What differs between the columns of two tables: which there are, their order, types, nullability, comments, defaults, generation.</summary>
internal static class SchemaComparison
{
    internal static IReadOnlyList<Difference> Of(StructType a, StructType b) =>
    [
        .. a.Fields.Where(field => b.Find(field.Name) is null).Select(field => new Difference($"column {field.Name}", Type(field), null)),
        .. b.Fields.Where(field => a.Find(field.Name) is null).Select(field => new Difference($"column {field.Name}", null, Type(field))),
        .. Order(a, b),
        .. Common(a, b).SelectMany(pair => Of(pair.A, pair.B)),
    ];

    /// <summary>Columns of both, in the order of A. Names are looked up as Spark does, without regard to case.</summary>
    internal static IEnumerable<(StructField A, StructField B)> Common(StructType a, StructType b) =>
        a.Fields.Select(field => (field, b.Find(field.Name))).Where(pair => pair.Item2 is not null).Select(pair => (pair.field, pair.Item2!));

    private static IEnumerable<Difference> Of(StructField a, StructField b)
    {
        var facts = new (string Fact, string? A, string? B)[]
        {
            ("name", a.Name, b.Name),
            ("type", Type(a), Type(b)),
            ("nullable", Truth(a.Nullable), Truth(b.Nullable)),
            ("comment", a.Comment, b.Comment),
            ("default", a.CurrentDefault, b.CurrentDefault),
            ("generated as", a.GenerationExpression, b.GenerationExpression),
        };
        return facts.Where(fact => fact.A != fact.B).Select(fact => new Difference($"column {a.Name}: {fact.Fact}", fact.A, fact.B));
    }

    private static IEnumerable<Difference> Order(StructType a, StructType b)
    {
        var (inA, inB) = (Common(a, b).Select(pair => pair.A.Name).ToList(), b.Fields.Where(field => a.Find(field.Name) is not null).Select(field => field.Name).ToList());
        if (!inA.SequenceEqual(inB, StringComparer.OrdinalIgnoreCase))
            yield return new Difference("order of the columns", string.Join(", ", inA), string.Join(", ", inB));
    }

    private static string Type(StructField field) => TypeText.Of(DeltaSchema.ToSpark(field).Type);

    private static string Truth(bool value) => value.ToString(CultureInfo.InvariantCulture).ToLowerInvariant();
}
