using System.Text.Encodings.Web;
using System.Text.Json;
using Edlake.Delta.Schema;

namespace Edlake.Sessions;

/// <summary>The parameters of a commit's operation as Spark writes them: each a raw JSON value, lists and maps as texts that hold JSON.</summary>
internal static class OperationParameters
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A text; null is JSON's null.</summary>
    internal static string Text(string? text) => JsonSerializer.Serialize(text, Relaxed);

    /// <summary>A list, map or object as a text that holds its JSON.</summary>
    internal static string Json<T>(T value) => Text(JsonSerializer.Serialize(value, Relaxed));

    /// <summary>Truth, as it is.</summary>
    internal static string Flag(bool flag) => flag ? "true" : "false";

    /// <summary>What ALTER TABLE says of a column: its path, type, nullability and metadata.</summary>
    internal static Dictionary<string, object?> Column(IReadOnlyList<string> path, StructField field) => new()
    {
        ["name"] = Path(path),
        ["type"] = TypeName(field.Type),
        ["nullable"] = field.Nullable,
        ["metadata"] = field.Metadata,
    };

    /// <summary>A column's path, a part quoted where it has to be.</summary>
    internal static string Path(IReadOnlyList<string> path) => string.Join('.', path.Select(Sql.Types.StructField.QuoteWhenNeeded));

    private static string TypeName(DataType type) => type switch
    {
        StructType => "struct",
        ArrayType => "array",
        MapType => "map",
        _ => type.ToString()!,
    };
}
