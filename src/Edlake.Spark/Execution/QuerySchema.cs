using Edlake.Diagnostics;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.Spark.Execution;

/// <summary>The columns of a query's answer: types as Spark gives them, names as the text has them before anything in it was replaced.</summary>
internal static class QuerySchema
{
    /// <summary>The schema. Errors: ENGINE_ERROR where Spark gives another number of columns.</summary>
    internal static StructType Of(BoundRelation relation, StructType answered) => relation.Output.Count == answered.Fields.Count
        ? new StructType([.. answered.Fields.Zip(relation.Output, (field, column) => new StructField(column.Name, field.Type, field.Nullable) { Comment = column.Comment ?? field.Comment })])
        : throw new EdlakeException("ENGINE_ERROR", $"Spark answers {answered.Fields.Count} columns where {relation.Output.Count} are asked for.", "Report it with the statement.");
}
