using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Bytes as text and back, digests, character sets.</summary>
internal static class EncodingFunctions
{
    private static readonly Parameter NumberTextOrBinary = new("(\"BIGINT\" or \"BINARY\" or \"STRING\")", type =>
        type is BinaryType || type.IsText() ? type : Parameter.Long.TargetFor(type));

    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("hex", [NumberTextOrBinary], _ => FunctionRow.Text, Template("hex({0})")),
        Scalar("unhex", [Parameter.Text], FunctionRow.Binary, "spark_unhex({0}, false)", nullable: Always),
        Scalar("base64", [Parameter.Binary], FunctionRow.Text, "spark_base64({0})"),
        Scalar("unbase64", [Parameter.Text], FunctionRow.Binary, "spark_unbase64({0})"),
        Scalar("encode", [Parameter.Text, Parameter.Text], FunctionRow.Binary, "spark_encode({0}, {1})", nullable: Always),
        Scalar("decode", BindDecode, Decoded),
        Scalar("to_binary", call => BindToBinary(call, false), call => ToBinary(call, "true")),
        Scalar("try_to_binary", call => BindToBinary(call, true), call => ToBinary(call, "false")),
        Scalar("md5", [Parameter.Binary], FunctionRow.Text, "md5({0})"),
        Scalar("sha1", [Parameter.Binary], FunctionRow.Text, "sha1({0})") with { Aliases = ["sha"] },
        Scalar("sha2", [Parameter.Binary, Parameter.Int], FunctionRow.Text, "spark_sha2({0}, CAST({1} AS BIGINT))", nullable: Always),
        Scalar("crc32", [Parameter.Binary], Long, "spark_crc32({0})"),
        Scalar("bin", [Parameter.Long], FunctionRow.Text, "spark_bin({0})"),
        Scalar("conv", [Parameter.Text, Parameter.Int, Parameter.Int], FunctionRow.Text, "spark_conv({0}, CAST({1} AS BIGINT), CAST({2} AS BIGINT))", nullable: Always),
        Scalar("url_encode", [Parameter.Text], FunctionRow.Text, "spark_url_encode({0})", nullable: Always),
        Scalar("url_decode", [Parameter.Text], FunctionRow.Text, "spark_url_decode({0}, true)", nullable: Always),
        Scalar("try_url_decode", [Parameter.Text], FunctionRow.Text, "spark_url_decode({0}, false)", nullable: Always),
        Scalar("parse_url", [Parameter.Text, Parameter.Text, Parameter.Text], _ => FunctionRow.Text, call => call.Arguments.Count == 2
            ? $"spark_parse_url({call.Arguments[0]}, {call.Arguments[1]}, '')"
            : $"spark_parse_url({call.Arguments[0]}, {call.Arguments[1]}, 'k' || {call.Arguments[2]})", optional: 1, nullable: Always),
    ];

    // decode(bytes, charset), or decode(value, search, result, …, default), which compares with NULL as a value.
    private static Signature BindDecode(CallSite call)
    {
        CheckCount(call, 2, int.MaxValue);
        if (call.Arguments.Count == 2)
            return new Signature([Convert1(call, 0, Parameter.Binary), Convert1(call, 1, Parameter.Text)], FunctionRow.Text, true);
        var searches = call.Arguments.Where((_, i) => i == 0 || IsSearch(call.Arguments.Count, i)).ToList();
        var results = call.Arguments.Where((_, i) => i > 0 && !IsSearch(call.Arguments.Count, i)).ToList();
        var searched = TypeCoercion.CommonTypeOf([.. searches.Select(argument => argument.Type)]) ?? throw FunctionErrors.DifferentTypes(call, "decode");
        var result = TypeCoercion.CommonTypeOf([.. results.Select(argument => argument.Type)]) ?? throw FunctionErrors.DifferentTypes(call, "decode");
        var arguments = call.Arguments.Select((argument, i) => TypeCoercion.ImplicitCast(argument, i == 0 || IsSearch(call.Arguments.Count, i) ? searched : result)).ToList();
        var hasDefault = call.Arguments.Count % 2 == 0;
        return new Signature(arguments, result, !hasDefault || results.Any(argument => argument.Nullable));
    }

    private static bool IsSearch(int count, int index) => index % 2 == 1 && index < count - 1;

    private static string Decoded(GeneratedCall call)
    {
        if (call.Arguments.Count == 2)
            return $"spark_decode({call.Arguments[0]}, {call.Arguments[1]})";
        var branches = Enumerable.Range(0, (call.Arguments.Count - 1) / 2).Select(i => $"WHEN {call.Arguments[0]} IS NOT DISTINCT FROM {call.Arguments[2 * i + 1]} THEN {call.Arguments[2 * i + 2]}");
        var last = call.Arguments.Count % 2 == 0 ? $" ELSE {call.Arguments[^1]}" : "";
        return $"(CASE {string.Join(" ", branches)}{last} END)";
    }

    private static Signature BindToBinary(CallSite call, bool mayFail)
    {
        CheckCount(call, 1, 2);
        var text = Convert1(call, 0, Parameter.Text);
        var format = call.Arguments.Count == 2 ? Convert1(call, 1, Parameter.Text) : new BoundLiteral("hex", FunctionRow.Text);
        if (Constant(format) is not string name || name.ToLowerInvariant() is not ("hex" or "utf-8" or "utf8" or "base64"))
            throw FunctionErrors.Mismatch(call, "INVALID_ARG_VALUE", "The `fmt` value must to be a case-insensitive \"STRING\" literal of 'hex', 'utf-8', 'utf8', or 'base64'.");
        return new Signature([text, format], FunctionRow.Binary, mayFail || text.Nullable || !name.Equals("base64", StringComparison.OrdinalIgnoreCase));
    }

    private static string ToBinary(GeneratedCall call, string strict) => ((string)Constant(call.Bound[1])!).ToLowerInvariant() switch
    {
        "hex" => $"spark_unhex({call.Arguments[0]}, {strict})",
        "base64" => $"spark_unbase64({call.Arguments[0]})",
        _ => $"encode({call.Arguments[0]})",
    };
}
