using System.Globalization;
using Edlake.Delta.Schema;
using Edlake.Delta.Storage;
using Edlake.Sql.Functions;

namespace Edlake.DuckDb.Reading;

/// <summary>A partition value of the log as a typed DuckDB constant.</summary>
internal static class PartitionLiteral
{
    internal static string Of(string? text, DataType type)
    {
        var sql = DeltaTypes.Stored(type);
        if (string.IsNullOrEmpty(text))
            return $"CAST(NULL AS {sql})";
        return type switch
        {
            PrimitiveType { Name: "binary" } => $"encode({PhysicalType.Literal(text)})",
            PrimitiveType { Name: "timestamp" } => $"make_timestamptz({Micros(PartitionValues.Parse(text, type))})",
            PrimitiveType { Name: "timestamp_ntz" } => $"make_timestamp({Micros(PartitionValues.Parse(text, type))})",
            _ => $"CAST({PhysicalType.Literal(text)} AS {sql})",
        };
    }

    private static string Micros(object? value)
    {
        var ticks = value is DateTimeOffset instant ? instant.UtcTicks : ((DateTime)value!).Ticks;
        return ((ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond).ToString(CultureInfo.InvariantCulture) + "::BIGINT";
    }
}
