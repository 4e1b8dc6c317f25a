using Apache.Arrow;
using Edlake.Sql.Types;

namespace Edlake.Spark.Connect.Rows;

/// <summary>Rows of record batches as values, a value's .NET type being that of <see cref="Engines.IQueryResult"/>.</summary>
internal static class RowReader
{
    internal static IEnumerable<object?[]> Rows(RecordBatch batch, StructType schema)
    {
        var columns = schema.Fields.Select((field, i) => ColumnValues.Of(batch.Column(i), field.Type)).ToArray();
        for (var row = 0; row < batch.Length; row++)
        {
            var values = new object?[columns.Length];
            for (var i = 0; i < columns.Length; i++)
                values[i] = columns[i](row);
            yield return values;
        }
    }
}
