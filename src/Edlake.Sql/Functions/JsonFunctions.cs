using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Parts of JSON text.</summary>
internal static class JsonFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("get_json_object", [Parameter.Text, Parameter.Text], FunctionRow.Text, "spark_json_path({0}, {1})", nullable: Always),
        Scalar("json_array_length", [Parameter.Text], Int, "CAST(spark_json_array_length({0}) AS INTEGER)", nullable: Always),
        Scalar("json_object_keys", [Parameter.Text], _ => new ArrayType(FunctionRow.Text, true), Template("CAST(CAST(spark_json_keys({0}) AS JSON) AS VARCHAR[])"), nullable: Always),
    ];
}
