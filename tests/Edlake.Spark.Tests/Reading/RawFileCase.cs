using System.IO.Compression;
using System.Text;
using Edlake.DuckDb.Tests;

namespace Edlake.Spark.Tests.Reading;

/// <summary>Raw files and how they are read.</summary>
/// <param name="Name">What is odd about them.</param>
/// <param name="Schema">The schema given; null for none.</param>
public sealed record RawFileCase(string Name, string? Schema)
{
    /// <summary>Content by name.</summary>
    internal Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>The arguments of <c>read_files</c> besides path and schema.</summary>
    internal List<string> Options { get; } = [];

    /// <summary>A case of CSV with a header.</summary>
    internal static RawFileCase Csv(string name, string schema, params string[] options)
    {
        var read = new RawFileCase(name, schema);
        string[] defaults = ["format => 'csv'", "header => true", "multiLine => true", "escape => '\"'"];
        read.Options.AddRange(defaults.Where(one => !options.Any(option => option.StartsWith(one.Split(' ')[0], StringComparison.Ordinal))).Concat(options));
        return read;
    }

    /// <summary>A case of another format.</summary>
    internal static RawFileCase Of(string format, string name, string? schema, params string[] options)
    {
        var read = new RawFileCase(name, schema);
        read.Options.AddRange([$"format => '{format}'", .. options]);
        return read;
    }

    internal RawFileCase With(string file, string content, Encoding? encoding = null) => With(file, (encoding ?? new UTF8Encoding(false)).GetBytes(content));

    internal RawFileCase With(string file, byte[] content)
    {
        Files[file] = content;
        return this;
    }

    internal RawFileCase WithGzip(string file, string content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(content));
        return With(file, packed.ToArray());
    }

    /// <summary>The call that reads them.</summary>
    internal string Call => $"read_files({string.Join(", ", [$"'{Path}'", .. Schema is null ? Array.Empty<string>() : [$"schema => '{Schema}'"], .. Options])})";

    private static string Path => "dbfs:/raw";

    internal void Write(TestWorkspace workspace)
    {
        foreach (var (file, content) in Files)
            workspace.Raw(file, content);
    }

    public override string ToString() => Name;
}
