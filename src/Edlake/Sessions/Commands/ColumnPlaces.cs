using Edlake.Delta.Schema;
using Edlake.Sql.Syntax;

namespace Edlake.Sessions.Commands;

/// <summary>FIRST and AFTER in ALTER TABLE.</summary>
internal static class ColumnPlaces
{
    /// <summary>The struct with a field put in its place, the last where none is given. Errors: FIELD_NOT_FOUND.</summary>
    internal static StructType Insert(StructType row, StructField field, ColumnPlace? place, QualifiedName name)
    {
        var fields = row.Fields.ToList();
        if (place is null)
            fields.Add(field);
        else if (place.After is null)
            fields.Insert(0, field);
        else if (fields.FindIndex(one => one.Name.Equals(place.After.Value, StringComparison.OrdinalIgnoreCase)) is >= 0 and var after)
            fields.Insert(after + 1, field);
        else
            throw CommandColumns.NoField(new QualifiedName([.. name.Parts.SkipLast(1), place.After]) { Span = place.Span }, row.Fields);
        return new StructType(fields);
    }

    /// <summary>As commits name it.</summary>
    internal static string Text(ColumnPlace place) => place.After is null ? "FIRST" : $"AFTER {Sql.Types.StructField.QuoteWhenNeeded(place.After.Value)}";
}
