using System.Collections.Frozen;

namespace Edlake.Sql.Functions;

/// <summary>Every function and operator there is, by name. Nothing about a function is known anywhere else.</summary>
public sealed class FunctionRegistry
{
    private readonly FrozenDictionary<string, FunctionDefinition> _byName;

    private FunctionRegistry(IEnumerable<FunctionDefinition> definitions) => _byName = definitions
        .SelectMany(definition => definition.Aliases.Prepend(definition.Name).Select(name => (name, definition)))
        .ToFrozenDictionary(row => row.name, row => row.definition, StringComparer.OrdinalIgnoreCase);

    /// <summary>Spark's built-in functions.</summary>
    public static FunctionRegistry Default { get; } = new(
    [
        .. ArithmeticOperators.Rows,
        .. ComparisonOperators.Rows,
        .. ConditionalFunctions.Rows,
        .. MathFunctions.Rows,
        .. RoundingFunctions.Rows,
        .. BitwiseFunctions.Rows,
        .. StringFunctions.Rows,
        .. TextSearchFunctions.Rows,
        .. TextCodeFunctions.Rows,
        .. NumberTextFunctions.Rows,
        .. RegexFunctions.Rows,
        .. EncodingFunctions.Rows,
        .. HashFunctions.Rows,
        .. JsonFunctions.Rows,
        .. DateFunctions.Rows,
        .. TimestampFunctions.Rows,
        .. DateTimeTextFunctions.Rows,
        .. IntervalFunctions.Rows,
        .. ArrayFunctions.Rows,
        .. ArraySetFunctions.Rows,
        .. ArrayEditFunctions.Rows,
        .. HigherOrderFunctions.Rows,
        .. MapFunctions.Rows,
        .. MapLambdaFunctions.Rows,
        .. StructFunctions.Rows,
        .. AggregateFunctions.Rows,
        .. StatisticalAggregates.Rows,
        .. CollectionAggregates.Rows,
        .. WindowFunctions.Rows,
        .. GeneratorFunctions.Rows,
        .. SessionFunctions.Rows,
        .. CastFunctions.Rows,
    ]);

    /// <summary>The function of that name or alias, whatever its case; null when there is none.</summary>
    public FunctionDefinition? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>All rows, once each.</summary>
    public IEnumerable<FunctionDefinition> All => _byName.Values.Distinct();
}
