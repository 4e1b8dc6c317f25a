namespace Edlake.Notebooks;

/// <summary>How a notebook in source format is written in one language.</summary>
/// <param name="Language">Its default language.</param>
/// <param name="Comment">What a comment line begins with in it.</param>
internal sealed record NotebookDialect(string Language, string Comment)
{
    private static readonly NotebookDialect[] All = [new("sql", "--"), new("python", "#"), new("r", "#"), new("scala", "//")];

    internal string Header => $"{Comment} {NotebookFile.Header}";

    internal string Separator => $"{Comment} COMMAND ----------";

    internal string Magic => $"{Comment} MAGIC";

    internal string Title => $"{Comment} DBTITLE ";

    /// <summary>By the file's extension; null for one that is no notebook's.</summary>
    internal static NotebookDialect? Of(string path) => Path.GetExtension(path).ToUpperInvariant() switch
    {
        ".SQL" => All[0],
        ".PY" => All[1],
        ".R" => All[2],
        ".SCALA" => All[3],
        _ => null,
    };
}
