using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Structs. The binder turns <c>struct(a, b AS c)</c> into named_struct, since the names come from the text.</summary>
internal static class StructFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("named_struct", BindNamed, call =>
            $"struct_pack({string.Join(", ", ((StructType)call.Type).Fields.Select((part, i) => $"{PhysicalType.Quote(part.Name)} := {call.Arguments[2 * i + 1]}"))})"),
    ];

    private static Signature BindNamed(CallSite call)
    {
        if (call.Arguments.Count == 0 || call.Arguments.Count % 2 != 0)
            throw FunctionErrors.WrongNumberOfArguments(call, 2, int.MaxValue);
        var fields = new List<StructField>();
        for (var i = 0; i < call.Arguments.Count; i += 2)
        {
            if (call.Arguments[i] is not BoundLiteral { Value: string name })
                throw FunctionErrors.NotFoldable(call, i, "name");
            fields.Add(new StructField(name, call.Arguments[i + 1].Type, call.Arguments[i + 1].Nullable));
        }

        return new Signature(call.Arguments, new StructType(fields), false);
    }
}
