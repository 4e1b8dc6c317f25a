using Edlake.Sql.Binding;
using Edlake.Sql.Functions.Native;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>JSON text: parts of it, values from it and to it.</summary>
internal static class JsonFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("get_json_object", [Parameter.Text, Parameter.Text], FunctionRow.Text, "spark_json_path({0}, {1})", nullable: Always),
        Scalar("json_array_length", [Parameter.Text], Int, "CAST(spark_json_array_length({0}) AS INTEGER)", nullable: Always),
        Scalar("json_object_keys", [Parameter.Text], _ => new ArrayType(FunctionRow.Text, true), Template("CAST(CAST(spark_json_keys({0}) AS JSON) AS VARCHAR[])"), nullable: Always),
        Scalar("to_json", BindToJson, JsonWriting.Whole),
        Scalar("from_json", BindFromJson, FromJson),
        Scalar("schema_of_json", BindSchema, call => PhysicalType.Literal(JsonSchemas.Of((string)Constant(call.Bound[0])!))),
    ];

    private static Signature BindToJson(CallSite call)
    {
        CheckCount(call, 1, 2);
        if (call.Arguments[0].Type is not (StructType or ArrayType or MapType))
            throw FunctionErrors.UnexpectedInputType(call, 0, "(\"STRUCT\" or \"ARRAY\" or \"MAP\")");
        OptionTexts.Of(call.Arguments, 1);
        return new Signature(call.Arguments, FunctionRow.Text, true);
    }

    private static Signature BindFromJson(CallSite call)
    {
        CheckCount(call, 2, 3);
        OptionTexts.Of(call.Arguments, 2);
        var type = DeclaredType.Nullable(DeclaredType.Of(SchemaText(call, 1), call));
        if (type is not (StructType or ArrayType or MapType))
            throw FunctionErrors.Mismatch(call, "INVALID_JSON_SCHEMA", $"Input schema \"{type.Sql}\" must be a struct, an array or a map.");
        return JsonReading.Takes(type)
            ? new Signature([Convert1(call, 0, Parameter.Text), .. call.Arguments.Skip(1)], type, true)
            : throw FunctionErrors.Unsupported(call, $"from_json() to {type.Sql}: BINARY, VARIANT and intervals in it.");
    }

    // A literal, or schema_of_json() of one.
    private static string SchemaText(CallSite call, int index) => call.Arguments[index] switch
    {
        BoundLiteral { Value: string text } => text,
        BoundFunction { Function.Name: "schema_of_json", Arguments: [var sample, ..] } when Constant(sample) is string json => JsonSchemas.Of(json),
        _ => throw FunctionErrors.New(call, "INVALID_SCHEMA.NON_STRING_LITERAL", "42K07", "The input schema is not a valid schema string: the input expression must be a string literal and not null.", null),
    };

    // .NET reads the text by Spark's rules and writes what fits the schema as plain JSON, which DuckDB turns into its types.
    private static string FromJson(GeneratedCall call)
    {
        var options = OptionTexts.Json(OptionTexts.Of(call.Bound, 2), call.Session);
        var read = $"spark_from_json({call.Arguments[0]}, {PhysicalType.Literal(call.Type.Sql)}, {PhysicalType.Literal(options)})";
        return $"CAST(CAST({read} AS JSON) AS {PhysicalType.Of(call.Type)})";
    }

    private static Signature BindSchema(CallSite call)
    {
        CheckCount(call, 1, 2);
        return Constant(call.Arguments[0]) is string
            ? new Signature(call.Arguments, FunctionRow.Text, false)
            : throw FunctionErrors.NotFoldable(call, 0, "json");
    }
}
