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
    ];

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
