using System.Security.Cryptography;
using System.Text;
using Edlake.Bundles;
using Edlake.Diagnostics;
using Edlake.Notebooks;
using Edlake.Sql.Syntax;

namespace Edlake.Running;

/// <summary>What a task will do: its statements and the values of its parameters, ready to run.</summary>
/// <param name="Task">The task.</param>
/// <param name="Statements">In order, includes expanded.</param>
/// <param name="Parameters">Base parameters with the job's over them, references resolved.</param>
public sealed record TaskProgram(JobTask Task, IReadOnlyList<NotebookStatement> Statements, IReadOnlyDictionary<string, string> Parameters)
{
    /// <summary>
    /// Reads a task's notebook or SQL file. Errors: UNSUPPORTED_TASK for a body that is not run here, those of the notebook, PARAMETER_REFERENCE_WITHOUT_VALUE.
    /// </summary>
    public static TaskProgram Read(JobTask task, ReferenceContext context, string root)
    {
        var (statements, declared) = task.Body switch
        {
            NotebookTaskBody notebook => (NotebookReader.Read(notebook.Path, root).Statements(path => NotebookReader.Read(path, root)), notebook.BaseParameters),
            SqlFileTaskBody file => (NotebookReader.ReadSqlFile(file.Path, root).Statements(), file.Parameters),
            UnsupportedTaskBody body => throw new EdlakeException(
                "UNSUPPORTED_TASK", $"The task '{task.Key}' is a {body.Kind}, which edlake does not run.", "Run it on Databricks, write it as a SQL notebook, or disable it (disabled: true).", task.Position),
            _ => throw new InvalidOperationException($"A task body that is not known: {task.Body.GetType().Name}."),
        };
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in declared)
            parameters[name] = ParameterReferences.Resolve(value, context with { TaskName = task.Key, TaskRunId = $"{context.RunId}-{task.Key}" }, task.Position);
        foreach (var (name, value) in context.JobParameters)
            parameters[name] = value;
        if (task.Body is SqlFileTaskBody)
            statements = [.. statements.Select(statement => statement with { Source = FileParameters.Substitute(statement.Source, parameters.GetValueOrDefault) })];
        return new TaskProgram(task, statements, parameters);
    }

    /// <summary>A hash of all that decides what the task does, its inputs left out.</summary>
    public string Fingerprint(string engineVersion)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        void Add(string text)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(text));
            hash.AppendData([0]);
        }

        Add(engineVersion);
        foreach (var statement in Statements)
        {
            Add(statement.Source.Text);
            foreach (var (name, value) in statement.Arguments.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                Add($"{name}={value}");
        }

        foreach (var (name, value) in Parameters.OrderBy(pair => pair.Key, StringComparer.OrdinalIgnoreCase))
            Add($"{name.ToLowerInvariant()}={value}");
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
