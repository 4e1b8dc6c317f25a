using Edlake.Sql.Binding;

namespace Edlake.Files.Reading;

/// <summary>Which field of a record each column takes.</summary>
public static class CsvPlaces
{
    /// <summary>By the names of a header, or by position where there is none; a column the header lacks is not among them.</summary>
    public static IReadOnlyDictionary<BoundColumn, int> Of(IReadOnlyList<string>? header, CsvOptions options, ScanColumns columns)
    {
        if (header is null)
            return columns.Data.Select((column, i) => (column, i)).ToDictionary(pair => pair.column, pair => pair.i);
        var comparison = options.IsCaseSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        var places = new Dictionary<BoundColumn, int>();
        foreach (var column in columns.Data)
        {
            var place = header.ToList().FindIndex(name => name.Equals(column.Name, comparison));
            if (place >= 0)
                places[column] = place;
        }

        return places;
    }
}
