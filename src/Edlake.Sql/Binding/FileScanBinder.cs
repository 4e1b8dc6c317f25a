using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>Reads of raw files: the arguments of <c>read_files</c> to a <see cref="FileScan"/>.</summary>
internal static class FileScanBinder
{
    /// <summary>The hidden <c>_metadata</c> column of every file scan.</summary>
    internal static readonly StructType MetadataType = new(
    [
        new StructField("file_path", new StringType(), false),
        new StructField("file_name", new StringType(), false),
        new StructField("file_size", new LongType(), false),
        new StructField("file_block_start", new LongType(), false),
        new StructField("file_block_length", new LongType(), false),
        new StructField("file_modification_time", new TimestampType(), false),
    ]);

    // One row a file, whatever is in it: nothing to infer, nothing to rescue.
    private static readonly StructType BinaryFileType = new(
    [
        new StructField("path", new StringType()),
        new StructField("modificationTime", new TimestampType()),
        new StructField("length", new LongType()),
        new StructField("content", new BinaryType()),
    ]);

    internal static FileScan FromCall(BindingContext context, CallExpression call)
    {
        string? path = null;
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var argument in call.Arguments)
        {
            var (name, value) = argument is NamedArgumentExpression named ? (named.Name, named.Value) : ("path", argument);
            var text = ConstantText.Evaluate(value, context.Session)
                ?? throw new SqlException("NON_FOLDABLE_ARGUMENT", "42K08", $"The function `read_files` requires the parameter `{name}` to be a foldable expression of the type \"STRING\".", value.Span, "Use literals, parameters and variables only.");
            if (name.Equals("path", StringComparison.OrdinalIgnoreCase))
                path = text;
            else
                options[name.ToLowerInvariant()] = text;
        }

        if (path is null)
            throw new SqlException("WRONG_NUM_ARGS.WITHOUT_SUGGESTION", "42605", "The `read_files` requires a path.", call.Span, "Write read_files('path', format => 'csv').");
        return Make(context, path, options, call.Span, infersTypes: true) with { IsCall = true };
    }

    internal static FileScan Make(BindingContext context, string path, Dictionary<string, string> options, SourceSpan span, bool infersTypes)
    {
        var format = (options.GetValueOrDefault("format") ?? FormatOf(path)
            ?? throw new SqlException("CF_FORMAT_NOT_FOUND", "42K03", $"The format of the files at '{path}' is not known.", span, "Add format => 'csv'.")).ToLowerInvariant();
        if (format == "binaryfile")
            return new FileScan(path, format, BinaryFileType, options, null) { Span = span };
        var rescued = options.GetValueOrDefault("rescueddatacolumn");
        if (rescued is null && infersTypes && !options.ContainsKey("schema") && !string.Equals(options.GetValueOrDefault("schemaevolutionmode"), "none", StringComparison.OrdinalIgnoreCase))
            rescued = "_rescued_data";
        if (options.TryGetValue("schema", out var ddl))
            return new FileScan(path, format, TypeSyntax.ParseSchema(ddl), options, rescued) { Span = span };
        if (infersTypes)
            SetInferenceDefaults(format, options);
        var inferred = context.Catalog.InferFileSchema(path, format, options);
        var schema = options.TryGetValue("schemahints", out var hints) ? WithHints(inferred, TypeSyntax.ParseSchema(hints)) : inferred;
        return new FileScan(path, format, schema, options, rescued) { Span = span };
    }

    // What read_files does unless told otherwise, and the other readers do not: types are inferred, and a CSV file has a header.
    private static void SetInferenceDefaults(string format, Dictionary<string, string> options)
    {
        options.TryAdd("infercolumntypes", "true");
        if (format == "csv")
            options.TryAdd("header", "true");
    }

    // A hint replaces the type of the column it names, or adds the column.
    private static StructType WithHints(StructType inferred, StructType hints)
    {
        var hinted = hints.Fields.ToDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);
        var known = inferred.Fields.Select(field => field.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return new StructType(
        [
            .. inferred.Fields.Select(field => hinted.TryGetValue(field.Name, out var hint) ? field with { Type = hint.Type } : field),
            .. hints.Fields.Where(field => !known.Contains(field.Name)),
        ]);
    }

    private static string? FormatOf(string path)
    {
        var name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToLowerInvariant() switch
        {
            ".csv" or ".tsv" => "csv",
            ".json" or ".jsonl" or ".ndjson" => "json",
            ".parquet" => "parquet",
            ".txt" => "text",
            _ => null,
        };
    }
}
