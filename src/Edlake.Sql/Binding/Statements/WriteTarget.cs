using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;
using Edlake.Sql.Types;

namespace Edlake.Sql.Binding.Statements;

/// <summary>A table that a statement writes: looked up, with its defaults, generated columns and constraints.</summary>
internal sealed class WriteTarget
{
    private readonly BindingContext _context;

    private WriteTarget(BindingContext context, TableEntry table)
    {
        _context = context;
        Table = table;
    }

    internal TableEntry Table { get; }

    internal IReadOnlyList<StructField> Fields => Table.Schema.Fields;

    /// <summary>Looks the table up.</summary>
    internal static WriteTarget Find(BindingContext context, QualifiedName name)
    {
        var parts = context.NameOf(name);
        return context.Catalog.Find(parts, null) switch
        {
            TableEntry table => new WriteTarget(context, table),
            null => throw BindingErrors.TableNotFound(string.Join('.', parts), context.Catalog.SimilarNames(parts), name.Span),
            _ => throw new SqlException(
                "EXPECT_TABLE_NOT_VIEW.NO_ALTERNATIVE", "42809", $"The operation expects a table but {BindingErrors.Quoted(string.Join('.', parts))} is a view.", name.Span, "Write to the table the view reads."),
        };
    }

    /// <summary>The same table with columns added at the end.</summary>
    internal WriteTarget With(IReadOnlyList<StructField> added) => added.Count == 0
        ? this
        : new WriteTarget(_context, Table with { Schema = new StructType([.. Fields, .. added]) });

    /// <summary>The place of a column by name, -1 when there is none.</summary>
    internal int IndexOf(string name)
    {
        for (var i = 0; i < Fields.Count; i++)
        {
            if (Scope.Same(Fields[i].Name, name))
                return i;
        }

        return -1;
    }

    /// <summary>The expression's text of a generated column; null for any other.</summary>
    internal string? GeneratedText(StructField column) =>
        Table.GeneratedColumns.FirstOrDefault(pair => Scope.Same(pair.Key, column.Name)).Value;

    /// <summary>What a column gets when a row does not name it: its default, else NULL; generated columns are not asked for here.</summary>
    internal BoundExpression DefaultOf(StructField column)
    {
        if (column.Default is not { } text)
            return new BoundLiteral(null, column.Type);
        var bound = _context.BindText(text, $"default of {column.Name}", Scope.Empty(null));
        return StoreAssignment.Convert(_context, bound, column) with { Span = default };
    }

    /// <summary>A column for each of the table's, with fresh ids: the rows to be written.</summary>
    internal IReadOnlyList<BoundColumn> NewColumns() => [.. Fields.Select(column => _context.NewColumn(column.Name, Stored(column.Type), true))];

    /// <summary>CHAR and VARCHAR are text once they are read.</summary>
    internal static SparkType Stored(SparkType type) => type switch
    {
        CharType or VarcharType => new StringType(),
        ArrayType array => array with { Element = Stored(array.Element) },
        MapType map => new MapType(Stored(map.Key), Stored(map.Value), map.ValueContainsNull),
        StructType @struct => new StructType([.. @struct.Fields.Select(member => member with { Type = Stored(member.Type) })]),
        _ => type,
    };
}
