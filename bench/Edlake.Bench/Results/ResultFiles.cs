using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Edlake.Bench.Results;

/// <summary>Keeps a result beside those before it: <c>results/&lt;machine&gt;/&lt;date&gt;-&lt;rows&gt;.md</c> and <c>.json</c>.</summary>
internal static class ResultFiles
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes both and returns the page's path.</summary>
    public static string Write(BenchFolders folders, BenchResult result)
    {
        var folder = Path.Combine(folders.Results, result.Machine.FolderName);
        Directory.CreateDirectory(folder);
        var name = string.Create(CultureInfo.InvariantCulture, $"{result.StartedAt.UtcDateTime:yyyy-MM-dd}-{result.Options.Rows}");
        File.WriteAllText(Path.Combine(folder, name + ".json"), JsonSerializer.Serialize(result, Json) + "\n");
        var page = Path.Combine(folder, name + ".md");
        File.WriteAllText(page, MarkdownReport.Of(result));
        return page;
    }
}
