using Edlake.Delta.Schema;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Sessions.Commands;

/// <summary>Finding the column that a command names, and the errors when it is not there.</summary>
internal static class CommandColumns
{
    private const int MostSuggestions = 5;

    internal static SqlException NotFound(QualifiedName name, IEnumerable<string> columns) => new(
        "UNRESOLVED_COLUMN.WITH_SUGGESTION",
        "42703",
        $"A column, variable, or function parameter with name {Quoted(name)} cannot be resolved. Did you mean one of the following? [{string.Join(", ", columns.Take(MostSuggestions).Select(column => $"`{column}`"))}].",
        name.Span);

    internal static SqlException NoField(QualifiedName name, IEnumerable<StructField> fields) => new(
        "FIELD_NOT_FOUND", "42704", $"No such struct field {Quoted(name)} in {string.Join(", ", fields.Select(field => field.Name))}.", name.Span);

    /// <summary>The field that a command's column names. Errors: UNRESOLVED_COLUMN.WITH_SUGGESTION, FIELD_NOT_FOUND inside a struct.</summary>
    internal static StructField Field(StructType schema, QualifiedName name) => SchemaPath.Find(schema, name.Values)
        ?? throw (name.Parts.Count == 1 || schema.Find(name.Values[0]) is null ? NotFound(name, schema.Fields.Select(field => field.Name)) : NoField(name, schema.Fields));

    internal static string Quoted(QualifiedName name) => string.Join('.', name.Values.Select(part => $"`{part}`"));
}
