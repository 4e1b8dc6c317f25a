using System.Globalization;
using System.Text;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.Sql.Functions;

/// <summary>Short ways to write a row of the registry.</summary>
internal static class FunctionRow
{
    internal static readonly SparkType Boolean = new BooleanType();
    internal static readonly SparkType Int = new IntegerType();
    internal static readonly SparkType Long = new LongType();
    internal static readonly SparkType Double = new DoubleType();
    internal static readonly SparkType Text = new StringType();
    internal static readonly SparkType Binary = new BinaryType();
    internal static readonly SparkType Date = new DateType();
    internal static readonly SparkType Timestamp = new TimestampType();
    internal static readonly SparkType TimestampNtz = new TimestampNtzType();

    /// <summary>A scalar function of fixed parameters, the last <paramref name="optional"/> of which may be left out.</summary>
    internal static FunctionDefinition Scalar(
        string name,
        Parameter[] parameters,
        SparkType type,
        string template,
        int optional = 0,
        Func<IReadOnlyList<BoundExpression>, bool>? nullable = null) =>
        Scalar(name, parameters, _ => type, Template(template), optional, nullable);

    /// <summary>The same, with the result type taken from the converted arguments and the SQL from code.</summary>
    internal static FunctionDefinition Scalar(
        string name,
        Parameter[] parameters,
        Func<IReadOnlyList<BoundExpression>, SparkType> type,
        Func<GeneratedCall, string> generate,
        int optional = 0,
        Func<IReadOnlyList<BoundExpression>, bool>? nullable = null) =>
        new(name, FunctionKind.Scalar, call => Bind(call, parameters, optional, type, nullable ?? AnyNull), generate);

    /// <summary>A scalar function of one repeated parameter, at least <paramref name="least"/> times.</summary>
    internal static FunctionDefinition Variadic(
        string name,
        Parameter parameter,
        Func<IReadOnlyList<BoundExpression>, SparkType> type,
        Func<GeneratedCall, string> generate,
        int least = 0,
        Func<IReadOnlyList<BoundExpression>, bool>? nullable = null) =>
        new(name, FunctionKind.Scalar, call => BindVariadic(call, parameter, least, type, nullable ?? AnyNull), generate);

    /// <summary>A scalar function bound by code.</summary>
    internal static FunctionDefinition Scalar(string name, Func<CallSite, Signature> bind, Func<GeneratedCall, string> generate) =>
        new(name, FunctionKind.Scalar, bind, generate);

    /// <summary>An aggregate of fixed parameters; nullable unless said otherwise, since a group may hold only NULLs.</summary>
    internal static FunctionDefinition Aggregate(
        string name,
        Parameter[] parameters,
        Func<IReadOnlyList<BoundExpression>, SparkType> type,
        Func<GeneratedCall, string> generate,
        int optional = 0,
        bool nullable = true) =>
        new(name, FunctionKind.Aggregate, call => Bind(call, parameters, optional, type, _ => nullable), generate);

    /// <summary>NULL when any argument is.</summary>
    internal static bool AnyNull(IReadOnlyList<BoundExpression> arguments) => arguments.Any(argument => argument.Nullable);

    /// <summary>May be NULL whatever the arguments.</summary>
    internal static bool Always(IReadOnlyList<BoundExpression> arguments) => arguments.Count >= 0;

    /// <summary>Never NULL.</summary>
    internal static bool Never(IReadOnlyList<BoundExpression> arguments) => arguments.Count < 0;

    /// <summary>The type of the n-th argument.</summary>
    internal static Func<IReadOnlyList<BoundExpression>, SparkType> SameAs(int index) => arguments => arguments[index].Type;

    /// <summary>
    /// SQL with holes: <c>{0}</c> the first argument, <c>{*}</c> all of them with commas, <c>{type}</c> the result's DuckDB type. A
    /// hole past the last argument given is an error of the row, not of the user.
    /// </summary>
    internal static Func<GeneratedCall, string> Template(string template) => call =>
    {
        var sql = new StringBuilder(template)
            .Replace("{*}", string.Join(", ", call.Arguments))
            .Replace("{type}", PhysicalType.Of(call.Type));
        for (var i = 0; i < call.Arguments.Count; i++)
            sql.Replace($"{{{i}}}", call.Arguments[i]);
        return sql.ToString();
    };

    /// <summary>DuckDB SQL that raises an error of a Spark class when it is evaluated.</summary>
    internal static string Raise(string errorClass, string message, string sqlState) =>
        $"error({PhysicalType.Literal($"[{errorClass}] {message} SQLSTATE: {sqlState}")})";

    /// <summary>The value of a literal argument as .NET has it, looking through casts of literals; null when it is not a literal.</summary>
    internal static object? Constant(BoundExpression argument) => argument switch
    {
        BoundLiteral literal => literal.Value,
        BoundCast { Operand: BoundLiteral { Value: string text }, Type: StringType } => text,
        BoundCast { Operand: BoundLiteral { Value: sbyte or short or int or long } literal, Type: IntegerType or LongType } =>
            Convert.ToInt64(literal.Value, CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>Checks the number of arguments.</summary>
    internal static void CheckCount(CallSite call, int least, int most)
    {
        if (call.Arguments.Count < least || call.Arguments.Count > most)
            throw FunctionErrors.WrongNumberOfArguments(call, least, most);
    }

    /// <summary>Converts one argument to what the parameter wants.</summary>
    internal static BoundExpression Convert1(CallSite call, int index, Parameter parameter)
    {
        var argument = call.Arguments[index];
        var target = parameter.TargetFor(argument.Type) ?? throw FunctionErrors.UnexpectedInputType(call, index, parameter.Required);
        return target == argument.Type ? argument : TypeCoercion.ImplicitCast(argument, target);
    }

    private static Signature Bind(
        CallSite call,
        Parameter[] parameters,
        int optional,
        Func<IReadOnlyList<BoundExpression>, SparkType> type,
        Func<IReadOnlyList<BoundExpression>, bool> nullable)
    {
        CheckCount(call, parameters.Length - optional, parameters.Length);
        var arguments = call.Arguments.Select((_, i) => Convert1(call, i, parameters[i])).ToList();
        return new Signature(arguments, type(arguments), nullable(arguments));
    }

    private static Signature BindVariadic(
        CallSite call,
        Parameter parameter,
        int least,
        Func<IReadOnlyList<BoundExpression>, SparkType> type,
        Func<IReadOnlyList<BoundExpression>, bool> nullable)
    {
        CheckCount(call, least, int.MaxValue);
        var arguments = call.Arguments.Select((_, i) => Convert1(call, i, parameter)).ToList();
        return new Signature(arguments, type(arguments), nullable(arguments));
    }
}
