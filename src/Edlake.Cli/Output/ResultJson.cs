using System.Text.Encodings.Web;
using System.Text.Json;
using Edlake.Results;
using Edlake.Sessions;

namespace Edlake.Cli.Output;

/// <summary>A statement and its answer as one line of JSON.</summary>
internal static class ResultJson
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static string Line(string sql, StatementResult result, CancellationToken cancellation)
    {
        var fields = result.Rows.Schema.Fields;
        var rows = new List<string?[]>();
        foreach (var row in result.Rows.Rows)
        {
            cancellation.ThrowIfCancellationRequested();
            rows.Add([.. row.Select((value, i) => SparkText.Of(value, fields[i].Type))]);
        }

        return JsonSerializer.Serialize(new { sql, schema = result.Rows.Schema.Ddl, rows }, Options);
    }

    internal static string Line(string sql, Exception error)
    {
        var (errorClass, message, _, _) = ErrorText.Parts(error);
        return JsonSerializer.Serialize(new { sql, error = $"[{errorClass}] {message}".Split('\n')[0] }, Options);
    }
}
