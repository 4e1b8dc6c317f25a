using Edlake.DataGen.Files;

namespace Edlake.DataGen.Quirks;

/// <summary>What is odd about whole files: the columns and marks of each entity's first and later files.</summary>
internal static class FileQuirks
{
    public static FileDialect First(ExportShape shape, QuirkLevel level, GeneratorFormat format)
    {
        var usual = FileDialect.Usual(shape);
        if (level == QuirkLevel.None || format != GeneratorFormat.Csv) return usual;
        return usual with { ByteOrderMark = shape.Entity is "users" or "payments", CarriageReturn = shape.Entity is "enrollments" or "cohorts" };
    }

    /// <summary>The later files; none where nothing goes wrong.</summary>
    public static FileDialect[] Late(ExportShape shape, QuirkLevel level, GeneratorFormat format)
    {
        if (level == QuirkLevel.None) return [];
        var usual = FileDialect.Usual(shape);
        var extra = usual with { Columns = [.. usual.Columns, FileDialect.UnannouncedColumn] };
        var reordered = format == GeneratorFormat.Csv ? usual with { Columns = [.. usual.Columns.Reverse()] } : usual;
        return shape.Entity switch
        {
            "users" => [extra, Without(shape, usual, "city")],
            "sessions" => [usual, Without(shape, usual, "topic")],
            "cohorts" or "courses" => [usual],
            _ => [reordered, extra],
        };
    }

    /// <summary>Whether the last of the first files ends within quotes. Elsewhere in a file an open quote would be a legal line break.</summary>
    public static bool IsCutOff(ExportShape shape, QuirkLevel level, GeneratorFormat format) =>
        level != QuirkLevel.None && format == GeneratorFormat.Csv && shape.Entity is ("payments" or "sessions_attended");

    /// <summary>The quirks that a file of this dialect amounts to.</summary>
    public static IEnumerable<QuirkKind> In(FileDialect dialect, ExportShape shape)
    {
        if (dialect.ByteOrderMark) yield return QuirkKind.ByteOrderMark;
        if (dialect.CarriageReturn) yield return QuirkKind.CarriageReturns;
        var announced = dialect.Columns.Where(column => column >= 0).ToArray();
        if (announced.Length < dialect.Columns.Length) yield return QuirkKind.ExtraColumn;
        if (announced.Length < shape.Columns.Length) yield return QuirkKind.MissingColumn;
        if (!announced.SequenceEqual(announced.Order())) yield return QuirkKind.ReorderedHeader;
    }

    private static FileDialect Without(ExportShape shape, FileDialect usual, string column) =>
        usual with { Columns = [.. usual.Columns.Where(index => index != shape[column])] };
}
