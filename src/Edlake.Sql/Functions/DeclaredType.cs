using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Functions;

/// <summary>Types written as text: <c>a INT, b STRING</c> or <c>ARRAY&lt;INT&gt;</c>.</summary>
internal static class DeclaredType
{
    internal static SparkType Of(string text, CallSite call)
    {
        try
        {
            return Parse(text);
        }
        catch (SqlException error)
        {
            throw FunctionErrors.New(call, error.ErrorClass, error.SqlState ?? "42K07", $"The input schema {text} is not a valid schema string: {error.Text}", null);
        }
    }

    /// <summary>A type, or the fields of a struct.</summary>
    internal static SparkType Parse(string text)
    {
        try
        {
            return TypeSyntax.Resolve(SqlParser.ParseDataType(new SourceText(text)));
        }
        catch (SqlException)
        {
            // Not one type: the columns of a struct then, whose own error is the one to show.
            return TypeSyntax.ParseSchema(text);
        }
    }

    /// <summary>The type with everything in it nullable, as what is read from text always is.</summary>
    internal static SparkType Nullable(SparkType type) => type switch
    {
        ArrayType array => new ArrayType(Nullable(array.Element), true),
        MapType map => new MapType(map.Key, Nullable(map.Value), true),
        StructType row => new StructType([.. row.Fields.Select(member => new StructField(member.Name, Nullable(member.Type)))]),
        _ => type,
    };
}
