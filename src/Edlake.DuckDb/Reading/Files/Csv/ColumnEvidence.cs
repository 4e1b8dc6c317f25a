using System.Globalization;
using DuckDB.NET.Data;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Reading.Files.Csv;

/// <summary>What the values of one column are.</summary>
/// <param name="Values">How many there are that are not NULL.</param>
/// <param name="Digits">The precision that a DECIMAL without scale needs for those that are whole numbers.</param>
/// <param name="Fits">For each candidate, from the narrowest, whether all values are of it.</param>
internal sealed record ColumnEvidence(long Values, int Digits, IReadOnlyList<bool> Fits)
{
    private static readonly SparkType[] Candidates =
        [new IntegerType(), new LongType(), new DecimalType(DecimalType.MaxPrecision, 0), new DoubleType(), new DateType(), new TimestampType(), new BooleanType()];

    /// <summary>Figures a column has in the row that <see cref="Read"/> takes.</summary>
    private static int Figures => 2 + Candidates.Length;

    /// <summary>A column of which nothing is known.</summary>
    internal static ColumnEvidence None { get; } = new(0, 0, [.. Candidates.Select(_ => true)]);

    /// <summary>The first type that takes all values; text where there is none.</summary>
    internal SparkType Type => (Values == 0 ? -1 : Fits.ToList().IndexOf(true)) switch
    {
        < 0 => new StringType(),
        2 => new DecimalType(Digits, 0),
        var first => Candidates[first],
    };

    /// <summary>Reads the evidence of a column.</summary>
    internal static ColumnEvidence Read(DuckDBDataReader reader, int column)
    {
        var first = column * Figures;
        return new ColumnEvidence(
            Convert.ToInt64(reader.GetValue(first), CultureInfo.InvariantCulture),
            Convert.ToInt32(reader.GetValue(first + 1), CultureInfo.InvariantCulture),
            [.. Enumerable.Range(first + 2, Candidates.Length).Select(reader.GetBoolean)]);
    }

    /// <summary>The same of the values of both.</summary>
    internal ColumnEvidence With(ColumnEvidence other) =>
        new(Values + other.Values, Math.Max(Digits, other.Digits), [.. Fits.Zip(other.Fits, (left, right) => left && right)]);
}
