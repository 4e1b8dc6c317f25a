using System.Buffers;

namespace Edlake.Delta.Schema;

/// <summary>Names that columns may have.</summary>
public static class ColumnNames
{
    private static readonly SearchValues<char> Refused = SearchValues.Create(" ,;{}()\n\t=");

    /// <summary>
    /// Refuses names that data files cannot hold: DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES. With column mapping any name will do.
    /// </summary>
    public static void Check(StructType schema) => SchemaPath.MapFields(schema, field => field.Name.AsSpan().IndexOfAny(Refused) < 0
        ? field
        : throw new DeltaException(
            "DELTA_INVALID_CHARACTERS_IN_COLUMN_NAMES", "42K05", $"Found invalid character(s) among ' ,;{{}}()\\n\\t=' in the column name '{field.Name}'.",
            "Rename the column, or set the table property 'delta.columnMapping.mode' = 'name'."));
}
