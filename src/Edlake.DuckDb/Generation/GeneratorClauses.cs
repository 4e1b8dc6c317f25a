using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Functions;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Generation;

/// <summary>One row made several: explode and its kin, UNPIVOT. All go by DuckDB's unnest, which walks several lists side by side.</summary>
internal sealed class GeneratorClauses(ExpressionGenerator expressions)
{
    internal string Select(BoundGenerate generate, string from)
    {
        var input = string.Concat(generate.Input.Output.Select(column => $"{column.Sql()}, "));
        var arguments = generate.Arguments.Select(expressions.Generate).ToList();
        return generate.Generator.Name switch
        {
            "explode" or "posexplode" => Exploded(generate, input, arguments[0], from),
            "inline" => Inlined(generate, input, arguments[0], from),
            "stack" => Stacked(generate, input, arguments, from),
            "json_tuple" => $"SELECT {input}{string.Join(", ", generate.Columns.Select((column, i) => $"spark_json_field({arguments[0]}, {arguments[i + 1]}) AS {column.Sql()}"))} FROM {from}",
            _ => throw new SqlException("UNSUPPORTED_FEATURE.FUNCTION", "0A000", $"The embedded engine has no generator `{generate.Generator.Name}`.", generate.Span, "Run it with --engine spark."),
        };
    }

    internal string Select(BoundUnpivot unpivot, string from)
    {
        var items = unpivot.Kept.Select(column => column.Sql()).ToList();
        items.Add($"unnest([{string.Join(", ", unpivot.Groups.Select(group => PhysicalType.Literal(group.Name)))}]) AS {unpivot.NameColumn.Sql()}");
        for (var i = 0; i < unpivot.ValueColumns.Count; i++)
        {
            var place = i;
            var values = unpivot.Groups.Select(group => expressions.Generate(group.Values[place]));
            items.Add($"unnest([{string.Join(", ", values)}]::{PhysicalType.Of(unpivot.ValueColumns[i].Type)}[]) AS {unpivot.ValueColumns[i].Sql()}");
        }

        var rows = $"SELECT {string.Join(", ", items)} FROM {from}";
        if (unpivot.IncludesNulls)
            return rows;
        return $"SELECT * FROM ({rows}) WHERE {string.Join(" OR ", unpivot.ValueColumns.Select(column => $"{column.Sql()} IS NOT NULL"))}";
    }

    private static string Exploded(BoundGenerate generate, string input, string list, string from)
    {
        var columns = new Queue<BoundColumn>(generate.Columns);
        var items = new List<string>();

        // The list is computed once, below; OUTER puts one NULL where there is nothing to give.
        if (generate.Generator.Name == "posexplode")
            items.Add(Outer(generate, $"range({Size(generate)})::INTEGER[]", "INTEGER", columns.Dequeue()));
        if (generate.Arguments[0].Type is MapType map)
        {
            items.Add(Outer(generate, "map_keys(g)", PhysicalType.Of(map.Key), columns.Dequeue()));
            items.Add(Outer(generate, "map_values(g)", PhysicalType.Of(map.Value), columns.Dequeue()));
        }
        else
        {
            items.Add(Outer(generate, "g", PhysicalType.Of(((ArrayType)generate.Arguments[0].Type).Element), columns.Dequeue()));
        }

        return $"SELECT {input}{string.Join(", ", items)} FROM (SELECT *, {list} AS g FROM {from})";
    }

    private static string Outer(BoundGenerate generate, string list, string type, BoundColumn column)
    {
        var items = generate.IsOuter ? $"CASE WHEN {Size(generate)} > 0 THEN {list} ELSE [NULL]::{type}[] END" : list;
        return $"unnest({items}) AS {column.Sql()}";
    }

    private static string Size(BoundGenerate generate) => generate.Arguments[0].Type is MapType ? "CAST(cardinality(g) AS BIGINT)" : "len(g)";

    private static string Inlined(BoundGenerate generate, string input, string list, string from)
    {
        var type = PhysicalType.Of(generate.Arguments[0].Type);
        var items = generate.IsOuter ? $"CASE WHEN len(g) > 0 THEN g ELSE [NULL]::{type} END" : "g";
        var fields = ((StructType)((ArrayType)generate.Arguments[0].Type).Element).Fields;
        var parts = fields.Zip(generate.Columns, (member, column) => $"struct_extract(g, {PhysicalType.Literal(member.Name)}) AS {column.Sql()}");
        return $"SELECT {input}{string.Join(", ", parts)} FROM (SELECT * EXCLUDE (g), unnest({items}) AS g FROM (SELECT *, {list} AS g FROM {from}))";
    }

    // stack(n, a, b, c, d): n rows, filled row by row; cells past the last argument are NULL.
    private static string Stacked(BoundGenerate generate, string input, List<string> arguments, string from)
    {
        var width = generate.Columns.Count;
        var height = (int)((BoundLiteral)generate.Arguments[0]).Value!;
        var items = generate.Columns.Select((column, place) =>
        {
            var cells = Enumerable.Range(0, height).Select(row => 1 + row * width + place).Select(at => at < arguments.Count ? arguments[at] : "NULL");
            return $"unnest([{string.Join(", ", cells)}]::{PhysicalType.Of(column.Type)}[]) AS {column.Sql()}";
        });
        return $"SELECT {input}{string.Join(", ", items)} FROM {from}";
    }
}
