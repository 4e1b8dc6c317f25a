using System.Globalization;
using Edlake.Sql.Binding;
using Edlake.Sql.Functions.Native;
using Edlake.Sql.Types;
using static Edlake.Sql.Functions.FunctionRow;

namespace Edlake.Sql.Functions;

/// <summary>Numbers to text and back, by the formats of Java and of Oracle.</summary>
internal static class NumberTextFunctions
{
    private static readonly Parameter Number = new("NUMERIC", type => type.IsNumeric() ? type : type is NullType ? FunctionRow.Double : null);

    private static readonly Parameter PlacesOrPattern = new("(\"INT\" or \"STRING\")", type => type switch
    {
        IntegerType or NullType => Int,
        _ => type.IsText() ? FunctionRow.Text : null,
    });

    private static readonly Parameter AnyDecimal = new("DECIMAL", type => type switch
    {
        DecimalType => type,
        ByteType or ShortType or IntegerType or LongType => DecimalArithmetic.ForIntegral(type),
        FloatType => new DecimalType(14, 7),
        DoubleType => new DecimalType(30, 15),
        NullType => new DecimalType(38, 18),
        _ => type.IsText() ? new DecimalType(38, 18) : null,
    });

    private static readonly Parameter Moment = new("TIMESTAMP", type => type is TimestampNtzType ? type : Parameter.Timestamp.TargetFor(type));

    internal static readonly IReadOnlyList<FunctionDefinition> Rows =
    [
        Scalar("format_number", [Number, PlacesOrPattern], _ => FunctionRow.Text, FormatNumber, nullable: Always),
        Scalar("format_string", BindFormatString, FormatString) with { Aliases = ["printf"] },
        Scalar("to_char", BindToChar, ToChar) with { Aliases = ["to_varchar"], TypedColumnName = CharName },
        Scalar("to_number", call => BindToNumber(call, mayFail: false), call => ToNumber(call, "true")),
        Scalar("try_to_number", call => BindToNumber(call, mayFail: true), call => ToNumber(call, "false")),
    ];

    private static string FormatNumber(GeneratedCall call)
    {
        var (value, format) = (call.Arguments[0], call.Arguments[1]);
        var pattern = call.Bound[1].Type is StringType
            ? format
            : $"(CASE WHEN {format} = 0 THEN '{DecimalPattern.Whole}' WHEN {format} > 0 THEN '{DecimalPattern.Whole}.' || repeat('0', {format}) END)";
        return call.Bound[0].Type is FloatType or DoubleType
            ? $"spark_format_floating(CAST({value} AS DOUBLE), {pattern})"
            : $"spark_format_exact(CAST({value} AS VARCHAR), {pattern}, {(call.Bound[0].Type is DecimalType ? "false" : "true")})";
    }

    private static Signature BindFormatString(CallSite call)
    {
        CheckCount(call, 1, int.MaxValue);
        var format = Convert1(call, 0, Parameter.Text);
        if (ConstantText(format) is { } text && text.Contains("%0$", StringComparison.Ordinal))
            throw FunctionErrors.InvalidParameter(call, "ZERO_INDEX", "The value of parameter(s) `strfmt` in `format_string` is invalid: expects %1$, %2$ and so on, but got %0$.");
        if (call.Arguments.Skip(1).FirstOrDefault(argument => JavaType(argument.Type) == ' ') is { } odd)
            throw FunctionErrors.Unsupported(call, $"format_string() of a value of the type {odd.Type.Sql}.");
        return new Signature([format, .. call.Arguments.Skip(1)], FunctionRow.Text, format.Nullable);
    }

    // The class of the value that Spark gives to Java's formatter: dates are days, timestamps and intervals whole numbers.
    private static char JavaType(SparkType type) => type switch
    {
        BooleanType => 'b',
        ByteType => 'y',
        ShortType => 'h',
        IntegerType or DateType or YearMonthIntervalType => 'i',
        LongType or TimestampType or TimestampNtzType or DayTimeIntervalType => 'l',
        FloatType => 'f',
        DoubleType => 'd',
        DecimalType => 'm',
        NullType => 'n',
        _ => type.IsText() ? 's' : ' ',
    };

    private static string FormatString(GeneratedCall call)
    {
        var types = string.Concat(call.Bound.Skip(1).Select(argument => JavaType(argument.Type)));
        var values = call.Arguments.Skip(1).Select((argument, i) => call.Bound[i + 1].Type switch
        {
            NullType => "NULL",
            FloatType => $"spark_float_text(CAST({argument} AS DOUBLE))",
            DoubleType => $"spark_double_text({argument})",
            DateType => $"CAST(({argument} - DATE '1970-01-01') AS VARCHAR)",
            TimestampType or TimestampNtzType => $"CAST(epoch_us({argument}) AS VARCHAR)",
            _ => $"CAST({argument} AS VARCHAR)",
        });
        return $"spark_format_string({call.Arguments[0]}, '{types}', CAST(to_json([{string.Join(", ", values)}]::VARCHAR[]) AS VARCHAR))";
    }

    private static Signature BindToChar(CallSite call)
    {
        CheckCount(call, 2, 2);
        if (call.Arguments[0].Type is BinaryType)
            return BindBytesToChar(call);
        if (call.Arguments[0].Type.IsDateTime())
        {
            IReadOnlyList<BoundExpression> dated = [Convert1(call, 0, Moment), Convert1(call, 1, Parameter.Text)];
            return new Signature(dated, FunctionRow.Text, AnyNull(dated));
        }

        IReadOnlyList<BoundExpression> arguments = [Convert1(call, 0, AnyDecimal), Convert1(call, 1, Parameter.Text)];
        NumberFormatOf(call, arguments[1])?.Check(call.Span);
        return new Signature(arguments, FunctionRow.Text, AnyNull(arguments));
    }

    // Spark puts another function in its place, whose name the column has; of bytes to_varchar keeps its own.
    private static Func<IReadOnlyList<string>, string>? CharName(string name, IReadOnlyList<BoundExpression> arguments)
    {
        if (arguments[0].Type is not BinaryType)
            return names => $"{(arguments[0].Type.IsDateTime() ? "date_format" : "to_char")}({string.Join(", ", names)})";
        return BytesFormat(arguments[1]) switch
        {
            "utf-8" => names => $"{(name == "to_varchar" ? name : "decode")}({string.Join(", ", names)})",
            var format => names => $"{(name == "to_varchar" ? name : format)}({names[0]})",
        };
    }

    private static string? BytesFormat(BoundExpression format) => ConstantText(format)?.Trim().ToLowerInvariant();

    private static Signature BindBytesToChar(CallSite call)
    {
        var format = call.Arguments[1];
        if (format.Type is not StringType || format.SelfAndDescendants().Any(part => part is BoundColumnReference))
            throw FunctionErrors.New(call, "NON_FOLDABLE_ARGUMENT", "42K08", $"The function `{call.Name}` requires the parameter `format` to be a foldable expression of the type \"{format.Type.Sql}\", but the actual argument is a non-foldable.", "Write a literal.");
        var name = BytesFormat(format) ?? throw FunctionErrors.Unsupported(call, $"{call.Name}() with a format that has to be computed.");
        return name is "base64" or "hex" or "utf-8"
            ? new Signature([call.Arguments[0], new BoundLiteral(name, FunctionRow.Text)], FunctionRow.Text, name == "utf-8" || call.Arguments[0].Nullable)
            : throw FunctionErrors.InvalidParameter(call, "BINARY_FORMAT", $"The value of parameter(s) `format` in `{call.Name}` is invalid: expects one of binary formats 'base64', 'hex', 'utf-8', but got '{name}'.");
    }

    private static string ToChar(GeneratedCall call) => call.Bound[0].Type switch
    {
        BinaryType => ConstantText(call.Bound[1]) switch
        {
            "base64" => $"spark_base64({call.Arguments[0]})",
            "hex" => $"hex({call.Arguments[0]})",
            _ => $"spark_decode({call.Arguments[0]}, 'utf-8')",
        },
        DecimalType => $"spark_to_char(CAST({call.Arguments[0]} AS VARCHAR), {call.Arguments[1]})",
        var type => DateTimeTextFunctions.Format(call, type),
    };

    private static Signature BindToNumber(CallSite call, bool mayFail)
    {
        CheckCount(call, 2, 2);
        IReadOnlyList<BoundExpression> arguments = [Convert1(call, 0, Parameter.Text), Convert1(call, 1, Parameter.Text)];
        if (NumberFormatOf(call, arguments[1]) is not { } format)
            return new Signature(arguments, new DecimalType(10, 0), true);
        format.Check(call.Span);
        return new Signature(arguments, format.NumberType(call.Span), mayFail || AnyNull(arguments));
    }

    private static string ToNumber(GeneratedCall call, string strict) =>
        $"CAST(spark_to_number({call.Arguments[0]}, {call.Arguments[1]}, {strict}) AS {PhysicalType.Of(call.Type)})";

    // Null for the format NULL; the type of the result and the checks need a constant.
    private static NumberFormat? NumberFormatOf(CallSite call, BoundExpression format)
    {
        if (format.SelfAndDescendants().Any(part => part is BoundColumnReference))
            throw FunctionErrors.NotFoldable(call, 1, "format");
        if (format is BoundLiteral { Value: null } or BoundCast { Operand: BoundLiteral { Value: null } })
            return null;
        return NumberFormat.Of(ConstantText(format) ?? throw FunctionErrors.Unsupported(call, $"{call.Name}() with a format that has to be computed."));
    }

    private static string? ConstantText(BoundExpression format) => format is BoundCast { Operand: BoundLiteral { Value: sbyte or short or int or long } number }
        ? Convert.ToString(number.Value, CultureInfo.InvariantCulture)
        : Constant(format) as string;
}
