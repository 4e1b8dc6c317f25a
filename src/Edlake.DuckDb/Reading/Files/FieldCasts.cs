using Edlake.Sql.Binding;
using Edlake.Sql.Functions;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Reading.Files;

/// <summary>Texts from raw files as values of a column's type, NULL where they are none; by the rules of Spark's own casts.</summary>
internal sealed class FieldCasts(StatementRun run)
{
    // Far above the ids a binder gives; the name stands for the text only until it is replaced.
    private static readonly BoundColumn Text = new(int.MaxValue, "text", new StringType(), true);

    /// <summary>A text expression as a value of a type.</summary>
    internal string Sql(string text, SparkType type)
    {
        if (type is StringType or VarcharType or CharType)
            return text;
        var cast = run.Generator.Expression(new BoundCast(new BoundColumnReference(Text), type, CastMode.Try, true));
        return $"(SELECT {cast} FROM (SELECT {text} AS c{int.MaxValue}))";
    }

    /// <summary>A member of a select list over a relation that names the text itself, which is faster than <see cref="Sql"/>.</summary>
    internal string Over(string name, SparkType type) => type is StringType or VarcharType or CharType
        ? name
        : run.Generator.Expression(new BoundCast(new BoundColumnReference(Text), type, CastMode.Try, true)).Replace($"c{int.MaxValue}", name, StringComparison.Ordinal);

    /// <summary>Whether a column takes texts as they are.</summary>
    internal static bool IsText(SparkType type) => type is StringType or VarcharType or CharType;

    /// <summary>The DuckDB type of a column.</summary>
    internal static string Null(SparkType type) => $"CAST(NULL AS {PhysicalType.Of(type)})";
}
