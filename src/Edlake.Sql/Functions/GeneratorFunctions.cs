using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Functions that give rows; the engine writes their SQL from <see cref="Binding.BoundGenerate"/>.</summary>
internal static class GeneratorFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        new("explode", FunctionKind.Generator, call => Explode(call, withPosition: false), null) { Aliases = ["explode_outer"] },
        new("posexplode", FunctionKind.Generator, call => Explode(call, withPosition: true), null) { Aliases = ["posexplode_outer"] },
        new("inline", FunctionKind.Generator, Inline, null) { Aliases = ["inline_outer"] },
        new("stack", FunctionKind.Generator, Stack, null),
        new("json_tuple", FunctionKind.Generator, JsonTuple, null),
    ];

    private static Signature Inline(CallSite call)
    {
        CheckCount(call, 1, 1);
        return call.Arguments[0].Type is ArrayType { Element: StructType row } array
            ? new Signature(call.Arguments, array.ContainsNull ? new StructType([.. row.Fields.Select(member => member with { Nullable = true })]) : row, false)
            : throw FunctionErrors.UnexpectedInputType(call, 0, "\"ARRAY<STRUCT>\"");
    }

    // The cells of one column share a type.
    private static Signature Stack(CallSite call)
    {
        CheckCount(call, 2, int.MaxValue);
        if (Constant(call.Arguments[0]) is not { } number || System.Convert.ToInt32(number, System.Globalization.CultureInfo.InvariantCulture) is var rows && rows < 1)
            throw FunctionErrors.Mismatch(call, "VALUE_OUT_OF_RANGE", "The number of rows must be a positive constant.");
        var width = (call.Arguments.Count - 1 + rows - 1) / rows;
        var types = Enumerable.Range(0, width).Select(column => TypeCoercion.CommonTypeWithoutPromotion([.. call.Arguments.Skip(1).Where((_, i) => i % width == column).Select(cell => cell.Type)])
            ?? throw FunctionErrors.Mismatch(call, "STACK_COLUMN_DIFF_TYPES", $"The data type of the column ({column}) do not have the same type.")).ToList();
        var cells = call.Arguments.Select((cell, i) => i == 0 ? new BoundLiteral(rows, Int) : TypeCoercion.ImplicitCast(cell, types[(i - 1) % width]));
        return new Signature([.. cells], new StructType([.. types.Select((type, i) => new StructField($"col{i}", type))]), false);
    }

    private static Signature JsonTuple(CallSite call)
    {
        CheckCount(call, 2, int.MaxValue);
        var arguments = call.Arguments.Select((_, i) => Convert1(call, i, Parameter.Text)).ToList();
        return new Signature(arguments, new StructType([.. arguments.Skip(1).Select((_, i) => new StructField($"c{i}", Text))]), false);
    }

    private static Signature Explode(CallSite call, bool withPosition)
    {
        CheckCount(call, 1, 1);
        var fields = new List<StructField>();
        if (withPosition)
            fields.Add(new StructField("pos", Int, false));
        switch (call.Arguments[0].Type)
        {
            case ArrayType array:
                fields.Add(new StructField("col", array.Element, array.ContainsNull));
                break;
            case MapType map:
                fields.Add(new StructField("key", map.Key, false));
                fields.Add(new StructField("value", map.Value, map.ValueContainsNull));
                break;
            default:
                throw FunctionErrors.UnexpectedInputType(call, 0, "(\"ARRAY\" or \"MAP\")");
        }

        return new Signature(call.Arguments, new StructType(fields), false);
    }
}
