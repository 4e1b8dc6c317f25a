namespace Edlake.EndToEnd.Workbench;

/// <summary>A bundle of a few notebooks made for one test.</summary>
internal sealed class SmallBundle : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _tasks = [];

    public SmallBundle() => Lake = new Lake(_folder.Path);

    public Lake Lake { get; }

    /// <summary>A bundle that loads raw payments as the repository's own does.</summary>
    public static SmallBundle OfPayments() =>
        new SmallBundle().With("bronze_payments", File.ReadAllText(RepositoryRoot.In("notebooks", "bronze_ingestion", "payments.sql")));

    /// <summary>Adds a task with its notebook, <c>etl/&lt;key&gt;.sql</c>.</summary>
    public SmallBundle With(string key, string notebook, params string[] after)
    {
        _folder.Write($"etl/{key}.sql", notebook.StartsWith("-- Databricks", StringComparison.Ordinal) ? notebook : $"-- Databricks notebook source\n{notebook}");
        return WithTask(key, after);
    }

    /// <summary>Adds a task whose notebook is left to the test.</summary>
    public SmallBundle WithTask(string key, params string[] after)
    {
        var dependencies = after.Length == 0 ? "" : $"          depends_on:\n{string.Concat(after.Select(name => $"            - task_key: {name}\n"))}";
        _tasks.Add($"        - task_key: {key}\n{dependencies}          notebook_task:\n            notebook_path: etl/{key}.sql\n");
        _folder.Write(
            "databricks.yml",
            "bundle:\n  name: small\nresources:\n  jobs:\n    small:\n      name: small\n      parameters:\n"
                + "        - name: raw_path\n          default: raw\n        - name: bronze_schema\n          default: bronze\n        - name: resent_files\n          default: replace\n"
                + $"      tasks:\n{string.Concat(_tasks)}");
        return this;
    }

    /// <summary>Writes a raw file.</summary>
    public SmallBundle Raw(string name, byte[] content)
    {
        var path = _folder.In(Path.Combine("raw", name));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return this;
    }

    /// <summary>A file or folder of the bundle.</summary>
    public string In(string name) => _folder.In(name);

    public void Dispose()
    {
        Lake.Dispose();
        _folder.Dispose();
    }
}
