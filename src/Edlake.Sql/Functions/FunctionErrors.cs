using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Sql.Functions;

/// <summary>What can be wrong with a call, in Spark's error classes.</summary>
internal static class FunctionErrors
{
    internal static SqlException WrongNumberOfArguments(CallSite call, int least, int most)
    {
        var expected = least == most ? $"{least}" : most == int.MaxValue ? $"> {least - 1}" : $"[{string.Join(", ", Enumerable.Range(least, most - least + 1))}]";
        return New(
            call,
            "WRONG_NUM_ARGS.WITHOUT_SUGGESTION",
            "42605",
            $"The `{call.Name}` requires {expected} parameters but the actual number is {call.Arguments.Count}.",
            "Compare the call with the function's page in Spark's documentation.");
    }

    internal static SqlException UnexpectedInputType(CallSite call, int index, string required)
    {
        var ordinals = new[] { "first", "second", "third", "fourth", "fifth", "sixth", "seventh" };
        var place = index < ordinals.Length ? ordinals[index] : $"{index + 1}th";
        return Mismatch(
            call,
            "UNEXPECTED_INPUT_TYPE",
            $"The {place} parameter requires the {Quoted(required)} type, however the argument has the type \"{call.Arguments[index].Type.Sql}\".");
    }

    internal static SqlException BinaryOperatorWrongType(CallSite call, string required, SparkType actual) => Mismatch(
        call, "BINARY_OP_WRONG_TYPE", $"the binary operator requires the input type {Quoted(required)}, not \"{actual.Sql}\".");

    internal static SqlException BinaryOperatorDifferentTypes(CallSite call) => Mismatch(
        call,
        "BINARY_OP_DIFF_TYPES",
        $"the left and right operands of the binary operator have incompatible types (\"{call.Arguments[0].Type.Sql}\" and \"{call.Arguments[1].Type.Sql}\").");

    internal static SqlException DifferentTypes(CallSite call, string function) => Mismatch(
        call,
        "DATA_DIFF_TYPES",
        $"Input to `{function}` should all be the same type, but it's [{string.Join(", ", call.Arguments.Select(argument => $"\"{argument.Type.Sql}\""))}].");

    internal static SqlException InvalidOrderingType(CallSite call, SparkType type) => Mismatch(
        call, "INVALID_ORDERING_TYPE", $"The `{call.Name}` does not support ordering on type \"{type.Sql}\".");

    internal static SqlException CastNotAllowed(CallSite call, SparkType target) => Mismatch(
        call, "CAST_WITHOUT_SUGGESTION", $"cannot cast \"{call.Arguments[0].Type.Sql}\" to \"{target.Sql}\".");

    internal static SqlException NotFoldable(CallSite call, int index, string parameter) => Mismatch(
        call, "NON_FOLDABLE_INPUT", $"the input `{parameter}` (argument {index + 1}) should be a foldable expression.");

    internal static SqlException MapKeyNull(CallSite call) =>
        New(call, "NULL_MAP_KEY", "2200E", "Cannot use null as map key.", "Filter the NULL keys out first.");

    internal static SqlException InvalidParameter(CallSite call, string subclass, string message) =>
        New(call, $"INVALID_PARAMETER_VALUE.{subclass}", "22023", message, null);

    internal static SqlException Mismatch(CallSite call, string subclass, string message) => New(
        call,
        $"DATATYPE_MISMATCH.{subclass}",
        "42K09",
        $"Cannot resolve \"{call.Name}({string.Join(", ", call.Arguments.Select(argument => argument.Type.Sql.ToLowerInvariant()))})\" due to data type mismatch: {message}",
        "Convert the argument with CAST.");

    internal static SqlException InvalidPattern(GeneratedCall call, string subclass, string message) =>
        New(call.Span, $"INVALID_FORMAT.{subclass}", "42601", message, "Double the escape character, or choose another with ESCAPE.");

    internal static SqlException Unsupported(CallSite call, string message) =>
        New(call, "UNSUPPORTED_FEATURE.FUNCTION", "0A000", message, "Rewrite the expression, or run with --engine spark.");

    internal static SqlException New(CallSite call, string errorClass, string sqlState, string message, string? hint) =>
        New(call.Span, errorClass, sqlState, message, hint);

    private static SqlException New(SourceSpan span, string errorClass, string sqlState, string message, string? hint) =>
        new(errorClass, sqlState, message, span, hint);

    private static string Quoted(string required) => required.StartsWith('(') ? required : $"\"{required}\"";
}
