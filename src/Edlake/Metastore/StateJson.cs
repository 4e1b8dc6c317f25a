using System.Text.Json;
using System.Text.Json.Serialization;

namespace Edlake.Metastore;

/// <summary>How Edlake writes its own records as JSON: in the metastore, the journal and the run history.</summary>
internal static class StateJson
{
    internal static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
