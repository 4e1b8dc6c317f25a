using Edlake.Sql.Types;

namespace Edlake.Sessions.Commands;

/// <summary>The columns that commands answer with.</summary>
internal static class CommandSchema
{
    /// <summary>What DESCRIBE of a table, view or query answers.</summary>
    internal static StructType Columns { get; } = new([
        Text("col_name", "name of the column"),
        Text("data_type", "data type of the column"),
        new StructField("comment", new StringType()) { Comment = "comment of the column" },
    ]);

    /// <summary>What DESCRIBE of one column answers.</summary>
    internal static StructType OneColumn { get; } = new([
        Text("info_name", "name of the column info"),
        Text("info_value", "value of the column info"),
    ]);

    /// <summary>A text that is never NULL.</summary>
    internal static StructField Text(string name, string? comment = null) => new(name, new StringType(), false) { Comment = comment };

    /// <summary>Columns of one type that may be NULL.</summary>
    internal static IEnumerable<StructField> Of(SparkType type, params IEnumerable<string> names) => names.Select(name => new StructField(name, type));
}
