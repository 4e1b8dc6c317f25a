namespace Edlake.Bundles;

/// <summary>Work of a kind that Databricks runs and this program does not: legal in a bundle, refused by name when it is run.</summary>
/// <param name="Kind">The field that says so, e.g. <c>spark_python_task</c>.</param>
public sealed record UnsupportedTaskBody(string Kind) : TaskBody;
