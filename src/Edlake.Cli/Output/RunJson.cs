using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Edlake.Running;

namespace Edlake.Cli.Output;

/// <summary>A run as one JSON object: the record of the history, and each error with class, position and hint.</summary>
internal static class RunJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    internal static string Of(RunReport report) => JsonSerializer.Serialize(
        new
        {
            run = report.Record,
            errors = report.Errors.Select(pair =>
            {
                var (errorClass, message, position, hint) = ErrorText.Parts(pair.Value);
                return new { task = pair.Key, errorClass, message, position?.File, position?.Line, position?.Column, hint };
            }),
        },
        Options);

    internal static string Of(IReadOnlyList<RunRecord> runs) => JsonSerializer.Serialize(runs, Options);
}
