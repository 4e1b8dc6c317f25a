using Edlake.Diagnostics;
using Edlake.Sql.Diagnostics;
using Edlake.Yaml;

namespace Edlake.Bundles;

/// <summary>Checks the dynamic value references of a job when it is read, where each text still knows its place.</summary>
internal sealed class ReferenceCheck(Job job, List<BundleWarning> warnings)
{
    /// <summary>Checks the defaults of the job's parameters and the parameters of its tasks.</summary>
    /// <exception cref="EdlakeException">UNKNOWN_PARAMETER_REFERENCE.</exception>
    internal void Check(ConfigMap fields)
    {
        foreach (var parameter in fields.MapItems("parameters"))
            Check(parameter["default"]);
        foreach (var task in fields.MapItems("tasks"))
        {
            foreach (var value in (task.Map("notebook_task")?.Map("base_parameters")?.Entries ?? [])
                .Concat(task.Map("sql_task")?.Map("parameters")?.Entries ?? []))
            {
                Check(value.Value);
            }
        }
    }

    private void Check(ConfigValue? value)
    {
        if (value is not ConfigScalar scalar)
            return;
        foreach (var reference in ParameterReference.In(scalar.Text).Where(reference => reference.IsKnownNamespace))
            Check(reference, scalar.Position);
        foreach (var malformed in ParameterReference.MalformedIn(scalar.Text))
        {
            warnings.Add(new BundleWarning(
                $"{malformed} stays as text: a reference has no blanks, and names with other than letters, digits and '_' go in backticks.",
                scalar.Position));
        }

        foreach (var reference in BundleReference.In(scalar.Text))
            warnings.Add(new BundleWarning($"{reference.Text} stays as text: a bundle knows no '{reference.Segments[0]}'.", scalar.Position));
    }

    private void Check(ParameterReference reference, SourcePosition position)
    {
        if (!reference.IsKnownMember)
            throw ParameterReferences.Unknown(reference.Text, $"Check its spelling; '{reference.Segments[0]}' has no such member.", position);
        if (reference.Segments is ["job", "parameters", var name] && job.Parameters.All(parameter => parameter.Name != name))
        {
            var known = job.Parameters.Count == 0 ? "none" : string.Join(", ", job.Parameters.Select(parameter => parameter.Name));
            throw ParameterReferences.Unknown(reference.Text, $"Declare '{name}' under the job's parameters; declared: {known}.", position);
        }

        if (reference.Segments is ["tasks", var task, ..] && job.FindTask(task) is null)
        {
            throw ParameterReferences.Unknown(
                reference.Text, $"The job has no task '{task}'; it has: {string.Join(", ", job.Tasks.Select(known => known.Key))}.", position);
        }
    }
}
