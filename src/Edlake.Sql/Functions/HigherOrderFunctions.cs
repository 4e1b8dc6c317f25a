using Edlake.Sql.Binding;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Functions that take lambdas over arrays; those over maps are <see cref="MapLambdaFunctions"/>'.</summary>
internal static class HigherOrderFunctions
{
    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        OverElements("transform", BindTransform, call => WithIndex(call, "list_transform")),
        OverElements("filter", BindFilter, call => WithIndex(call, "list_filter")),
        OverElements("exists", call => BindTest(call), call => Tested(call, "true", "false")),
        OverElements("forall", call => BindTest(call), call => Tested(call, "false", "true")),
        new("aggregate", FunctionKind.Scalar, BindAggregate, Folded) { Aliases = ["reduce"], LambdaParameters = AggregateParameters },
        new("zip_with", FunctionKind.Scalar, BindZip, Zipped)
        {
            LambdaParameters = (bound, _, _) => [(Element(bound[0]).Element, true), (Element(bound[1]).Element, true)],
        },
        new("array_sort", FunctionKind.Scalar, BindSort, Sorted)
        {
            LambdaParameters = (bound, _, _) => [.. Enumerable.Repeat((Element(bound[0]).Element, Element(bound[0]).ContainsNull), 2)],
        },
    ];

    private static FunctionDefinition OverElements(string name, Func<CallSite, Signature> bind, Func<GeneratedCall, string> generate) => new(name, FunctionKind.Scalar, bind, generate)
    {
        // The element, and for transform and filter its place where the lambda asks for it.
        LambdaParameters = (bound, _, count) => count == 2 && name is "transform" or "filter"
            ? [(Element(bound[0]).Element, Element(bound[0]).ContainsNull), (Int, false)]
            : [(Element(bound[0]).Element, Element(bound[0]).ContainsNull)],
    };

    private static ArrayType Element(BoundExpression argument) => argument.Type as ArrayType ?? new ArrayType(new NullType(), true);

    private static BoundExpression ArrayAt(CallSite call, int index) => Convert1(call, index, Parameter.Array);

    private static BoundLambda LambdaAt(CallSite call, int index) => call.Arguments[index] as BoundLambda
        ?? throw FunctionErrors.UnexpectedInputType(call, index, "LAMBDA");

    private static Signature BindTransform(CallSite call)
    {
        CheckCount(call, 2, 2);
        var (array, lambda) = (ArrayAt(call, 0), LambdaAt(call, 1));
        return new Signature([array, lambda], new ArrayType(lambda.Type, lambda.Nullable), array.Nullable);
    }

    private static Signature BindFilter(CallSite call)
    {
        CheckCount(call, 2, 2);
        var array = ArrayAt(call, 0);
        return new Signature([array, Condition(call, 1)], array.Type, array.Nullable);
    }

    // Three-valued: an unknown element leaves the answer open.
    private static Signature BindTest(CallSite call)
    {
        CheckCount(call, 2, 2);
        var (array, condition) = (ArrayAt(call, 0), Condition(call, 1));
        return new Signature([array, condition], FunctionRow.Boolean, array.Nullable || condition.Nullable);
    }

    private static BoundLambda Condition(CallSite call, int index)
    {
        var lambda = LambdaAt(call, index);
        if (lambda.Type is not (BooleanType or NullType))
            throw FunctionErrors.UnexpectedInputType(call, index, "BOOLEAN");
        return new BoundLambda(lambda.Parameters, TypeCoercion.ImplicitCast(lambda.Body, FunctionRow.Boolean)) { Span = lambda.Span };
    }

    // DuckDB counts places from 1, Spark from 0.
    private static string WithIndex(GeneratedCall call, string function)
    {
        var (names, body) = call.Lambda(1);
        return names.Count == 1
            ? $"{function}({call.Arguments[0]}, {call.Arguments[1]})"
            : $"{function}({call.Arguments[0]}, lambda {names[0]}, {names[1]}_at: {LambdaText.Let(names[1], $"CAST({names[1]}_at - 1 AS INTEGER)", body)})";
    }

    private static string Tested(GeneratedCall call, string decisive, string otherwise)
    {
        var answers = $"{call.Lambda(1).Parameters[0]}_answers";
        var verdict = $"(CASE WHEN {answers} IS NULL THEN NULL WHEN list_contains({answers}, {decisive}) THEN {decisive} WHEN list_count({answers}) < len({answers}) THEN NULL ELSE {otherwise} END)";
        return LambdaText.Let(answers, $"list_transform({call.Arguments[0]}, {call.Arguments[1]})", verdict);
    }

    private static IReadOnlyList<(SparkType Type, bool Nullable)> AggregateParameters(IReadOnlyList<BoundExpression> bound, int index, int count) => index == 3
        ? [(bound[1].Type, true)]
        : [(bound[1].Type, true), (Element(bound[0]).Element, Element(bound[0]).ContainsNull)];

    private static Signature BindAggregate(CallSite call)
    {
        CheckCount(call, 3, 4);
        var (array, start, merge) = (ArrayAt(call, 0), call.Arguments[1], LambdaAt(call, 2));
        if (!TypeCoercion.IsUpCast(merge.Type, start.Type) && !SameButForNulls(merge.Type, start.Type))
            throw FunctionErrors.UnexpectedInputType(call, 2, start.Type.Sql);
        merge = new BoundLambda(merge.Parameters, TypeCoercion.ImplicitCast(merge.Body, start.Type)) { Span = merge.Span };
        if (call.Arguments.Count == 3)
            return new Signature([array, start, merge], merge.Type, true);
        var finish = LambdaAt(call, 3);
        return new Signature([array, start, merge, finish], finish.Type, true);
    }

    private static bool SameButForNulls(SparkType left, SparkType right) => PhysicalType.Of(left) == PhysicalType.Of(right);

    // DuckDB folds a list into a value of its element's type, so value and element travel side by side in one struct.
    private static string Folded(GeneratedCall call)
    {
        var (names, merge) = call.Lambda(2);
        var (folded, element) = (PhysicalType.Of(call.Bound[1].Type), PhysicalType.Of(((ArrayType)call.Bound[0].Type).Element));
        var (left, right) = ($"{names[0]}_left", $"{names[0]}_right");
        string Pair(string value, string item) => $"struct_pack(f := CAST({value} AS {folded}), e := CAST({item} AS {element}))";
        var step = LambdaText.Let(names[0], $"{left}.f", LambdaText.Let(names[1], $"{right}.e", merge));
        var pairs = $"list_concat([{Pair(call.Arguments[1], "NULL")}], list_transform({call.Arguments[0]}, lambda {names[0]}_item: {Pair("NULL", $"{names[0]}_item")}))";
        var result = $"(list_reduce({pairs}, lambda {left}, {right}: {Pair(step, "NULL")})).f";
        if (call.Arguments.Count == 4)
        {
            var (parameters, finish) = call.Lambda(3);
            result = LambdaText.Let(parameters[0], result, finish);
        }

        return $"(CASE WHEN {call.Arguments[0]} IS NOT NULL THEN {result} END)";
    }

    private static Signature BindZip(CallSite call)
    {
        CheckCount(call, 3, 3);
        var (left, right, lambda) = (ArrayAt(call, 0), ArrayAt(call, 1), LambdaAt(call, 2));
        return new Signature([left, right, lambda], new ArrayType(lambda.Type, lambda.Nullable), left.Nullable || right.Nullable);
    }

    private static string Zipped(GeneratedCall call)
    {
        var (names, body) = call.Lambda(2);
        var pair = $"{names[0]}_pair";
        var step = LambdaText.Let(names[0], $"{pair}[1]", LambdaText.Let(names[1], $"{pair}[2]", body));
        return $"(CASE WHEN {call.Arguments[0]} IS NOT NULL AND {call.Arguments[1]} IS NOT NULL THEN list_transform(list_zip({call.Arguments[0]}, {call.Arguments[1]}), lambda {pair}: {step}) END)";
    }

    private static Signature BindSort(CallSite call)
    {
        CheckCount(call, 1, 2);
        var array = ArrayAt(call, 0);
        if (call.Arguments.Count == 1)
        {
            return Element(array).Element.IsOrderable() ? new Signature([array], array.Type, array.Nullable) : throw FunctionErrors.InvalidOrderingType(call, array.Type);
        }

        var comparator = LambdaAt(call, 1);
        if (comparator.Type is not IntegerType)
            throw FunctionErrors.UnexpectedInputType(call, 1, "INT");
        return new Signature([array, comparator], array.Type, array.Nullable);
    }

    // A comparator of any kind: each element is put behind the last one that it does not precede.
    private static string Sorted(GeneratedCall call)
    {
        if (call.Arguments.Count == 1)
            return OrderingKey.Sorted(call.Arguments[0], Element(call.Bound[0]).Element, "ASC", "NULLS LAST");
        var (names, body) = call.Lambda(1);
        var (sorted, next) = ($"{names[0]}_sorted", $"{names[0]}_next");
        var sign = LambdaText.Let(names[1], $"{next}[1]", body);
        if (((BoundLambda)call.Bound[1]).Body.Nullable)
            sign = $"coalesce({sign}, {Raise("COMPARATOR_RETURNS_NULL", "The comparator has returned a NULL.", "22004")})";
        string Part(string test) => $"list_filter({sorted}, lambda {names[0]}: ({sign}) {test})";
        var single = $"list_transform({call.Arguments[0]}, lambda {next}: [{next}])";
        return $"(CASE WHEN len({call.Arguments[0]}) > 1 THEN list_reduce({single}, lambda {sorted}, {next}: list_concat({Part("<= 0")}, {next}, {Part("> 0")})) ELSE {call.Arguments[0]} END)";
    }
}
