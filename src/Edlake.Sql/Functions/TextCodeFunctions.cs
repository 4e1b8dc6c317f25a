using Edlake.Sql.Binding;
using Edlake.Sql.Functions.Native;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>How words sound, texts with their characters hidden, check digits.</summary>
internal static class TextCodeFunctions
{
    // Text as it is; Spark converts nothing else here.
    private static readonly Parameter OnlyText = new("STRING", type => type.IsText() || type is NullType ? FunctionRow.Text : null);

    private static readonly IReadOnlyList<string> MaskParameters = ["upperChar", "lowerChar", "digitChar", "otherChar"];
    private static readonly IReadOnlyList<string?> MaskDefaults = ["X", "x", "n", null];

    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("soundex", [OnlyText], FunctionRow.Text, "spark_soundex({0})"),
        Scalar("luhn_check", [Parameter.Text], FunctionRow.Boolean, "spark_luhn_check({0})", nullable: Always),
        Scalar("mask", BindMask, Masked) with { ColumnName = names => $"mask({string.Join(", ", names.Concat(MaskDefaults.Skip(names.Count - 1).Select(name => name ?? "NULL")))})" },
    ];

    private static Signature BindMask(CallSite call)
    {
        if (call.Arguments.Count == 0)
            throw FunctionErrors.New(call, "REQUIRED_PARAMETER_NOT_FOUND", "4274K", "Cannot invoke routine `mask` because the parameter named `str` is required, but the routine call did not supply a value.", "Give the text to mask.");
        CheckCount(call, 1, 5);
        var given = call.Arguments.Select((_, i) => Convert1(call, i, OnlyText)).ToList();
        for (var i = 1; i < given.Count; i++)
            CheckReplacement(call, given[i], i);
        var defaults = MaskDefaults.Skip(given.Count - 1).Select(text => new BoundLiteral(text, FunctionRow.Text));
        return new Signature([.. given, .. defaults], FunctionRow.Text, true);
    }

    private static void CheckReplacement(CallSite call, BoundExpression replacement, int index)
    {
        if (replacement.SelfAndDescendants().Any(part => part is BoundColumnReference))
            throw FunctionErrors.NotFoldable(call, index, MaskParameters[index - 1]);
        if (replacement is BoundLiteral { Value: null } or BoundCast { Operand: BoundLiteral { Value: null } })
            return;
        if (Constant(replacement) is not string text)
            throw FunctionErrors.Unsupported(call, $"mask() with a replacement that has to be computed, in the parameter {MaskParameters[index - 1]}.");
        if (text.EnumerateRunes().Count() != 1)
            throw FunctionErrors.Mismatch(call, "INPUT_SIZE_NOT_ONE", $"Length of {MaskParameters[index - 1]} should be 1.");
    }

    private static string Masked(GeneratedCall call) =>
        $"spark_mask({call.Arguments[0]}, {PhysicalType.Literal(string.Concat(call.Bound.Skip(1).Select(rule => TextCodes.MaskRule(Constant(rule) as string))))})";
}
