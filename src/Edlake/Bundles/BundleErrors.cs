using Edlake.Diagnostics;
using Edlake.Sql.Diagnostics;
using Edlake.Yaml;

namespace Edlake.Bundles;

/// <summary>Errors of the bundle reader.</summary>
internal static class BundleErrors
{
    internal static EdlakeException JobNotFound(string? job, IEnumerable<string> keys) => new(
        "JOB_NOT_FOUND",
        job is null ? "The bundle has no job." : $"The bundle has no job '{job}'.",
        keys.Any() ? $"Its jobs are: {string.Join(", ", keys)}." : "Define one under resources.jobs.");

    internal static EdlakeException JobAmbiguous(string? name, IEnumerable<string> keys) => new(
        "JOB_AMBIGUOUS",
        name is null ? "The bundle has several jobs." : $"Several jobs are named '{name}'.",
        $"Ask for one by its key: {string.Join(", ", keys)}.");

    internal static EdlakeException WrongKind(string what, string wanted, ConfigValue value) => new(
        "BUNDLE_INVALID_VALUE",
        $"'{what}' takes {wanted}, not {(value is ConfigScalar { IsNull: false } scalar ? $"'{scalar.Text}'" : value.KindName)}.",
        $"Write {wanted}.",
        value.Position);

    internal static EdlakeException Missing(string what, string where, SourcePosition position) =>
        new("BUNDLE_MISSING_VALUE", $"{where} has no '{what}'.", $"Add '{what}: …'.", position);

    internal static EdlakeException MergeConflict(ConfigEntry first, ConfigEntry second) => new(
        "BUNDLE_MERGE_CONFLICT",
        $"'{second.Key}' is {second.Value.KindName} here and {first.Value.KindName} at {first.KeyPosition}; the two cannot be merged.",
        "Give both the same form.",
        second.KeyPosition);

    internal static EdlakeException DuplicateResource(string key, SourcePosition first, SourcePosition second) => new(
        "BUNDLE_DUPLICATE_RESOURCE",
        $"The resource key '{key}' is already defined at {first}.",
        "Rename one of them; what differs between targets goes under targets.",
        second);

    internal static EdlakeException DuplicateTask(string key, SourcePosition first, SourcePosition second) => new(
        "DUPLICATE_TASK_KEY",
        $"The task key '{key}' is already used by the task at {first}.",
        "Give each task of a job its own task_key.",
        second);

    internal static EdlakeException UnknownReference(string reference, SourcePosition position, string hint) =>
        new("BUNDLE_UNKNOWN_REFERENCE", $"The reference {reference} leads nowhere.", hint, position);

    internal static EdlakeException ReferenceNotAllowed(string what, SourcePosition position) =>
        new("BUNDLE_REFERENCE_NOT_ALLOWED", $"'{what}' must not contain references such as ${{var.x}}.", "Write the value itself.", position);

    internal static EdlakeException KnownOnlyInWorkspace(string reference, SourcePosition position) => new(
        "BUNDLE_UNRESOLVED_REFERENCE",
        $"The value of {reference} is known only in a Databricks workspace.",
        "Use a variable with a value here; a variable's value can be given with --var or BUNDLE_VAR_<name>.",
        position);
}
