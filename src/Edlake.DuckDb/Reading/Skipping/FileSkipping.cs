using Edlake.Delta.Actions;
using Edlake.Delta.Snapshots;
using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Reading.Skipping;

/// <summary>Which files of a snapshot may hold a row for which a condition is true, by partition values and statistics.</summary>
internal sealed class FileSkipping
{
    private readonly Snapshot _snapshot;
    private readonly Dictionary<int, Delta.Schema.StructField> _columns;

    /// <summary>Of a table's scan.</summary>
    internal FileSkipping(Snapshot snapshot, BoundTableScan scan)
    {
        _snapshot = snapshot;
        _columns = scan.Columns.ToDictionary(column => column.Column.Id, column => snapshot.Schema.Fields[column.Ordinal]);
    }

    /// <summary>The files that cannot be left out.</summary>
    internal IReadOnlyList<AddFile> Keep(BoundExpression? condition) => condition is null || !Conjuncts(condition).Any(IsOfUse)
        ? _snapshot.Files
        : [.. _snapshot.Files.Where(file => MayBeTrue(condition, new FileBounds(_snapshot, file)))];

    private static IEnumerable<BoundExpression> Conjuncts(BoundExpression condition) =>
        condition is BoundFunction { Function.Name: "and" } and ? and.Arguments.SelectMany(Conjuncts) : [condition];

    // Statistics of many files are not parsed for a condition that they say nothing about.
    private bool IsOfUse(BoundExpression condition) =>
        condition is BoundLiteral || condition.SelfAndDescendants().Any(part => part is BoundColumnReference reference && _columns.ContainsKey(reference.Column.Id));

    private bool MayBeTrue(BoundExpression condition, FileBounds file) => condition switch
    {
        BoundLiteral { Type: BooleanType } literal => literal.Value is true,
        BoundFunction { Function.Name: "and" } function => function.Arguments.All(part => MayBeTrue(part, file)),
        BoundFunction { Function.Name: "or" } function => function.Arguments.Any(part => MayBeTrue(part, file)),
        BoundFunction { Function.Name: "not" } function => MayBeFalse(function.Arguments[0], file),
        BoundFunction { Function.Name: "isnull" } function => Of(function.Arguments[0], file).MayHaveNull,
        BoundFunction { Function.Name: "isnotnull" } function => Of(function.Arguments[0], file).MayHaveValue,
        BoundFunction { Function.Name: "in" } function => function.Arguments.Skip(1).Any(item => Compares("=", function.Arguments[0], item, file)),
        BoundFunction { Function.Name: "=" or "<" or "<=" or ">" or ">=" or "<=>" } function =>
            Compares(function.Function.Name, function.Arguments[0], function.Arguments[1], file),
        BoundColumnReference => Of(condition, file) is var bounds && bounds.MayHaveValue && bounds.Max is not false,
        _ => true,
    };

    private bool MayBeFalse(BoundExpression condition, FileBounds file) => condition switch
    {
        BoundLiteral { Type: BooleanType } literal => literal.Value is false,
        BoundFunction { Function.Name: "isnull" } function => Of(function.Arguments[0], file).MayHaveValue,
        BoundFunction { Function.Name: "isnotnull" } function => Of(function.Arguments[0], file).MayHaveNull,
        BoundFunction { Function.Name: "=" } function => MayDiffer(function.Arguments[0], function.Arguments[1], file),
        BoundColumnReference => Of(condition, file) is var bounds && bounds.MayHaveValue && bounds.Min is not true,
        _ => true,
    };

    private bool Compares(string sign, BoundExpression left, BoundExpression right, FileBounds file)
    {
        if (ConstantValue.TryGet(right, out var value))
            return Holds(sign, Of(left, file), value);
        return !ConstantValue.TryGet(left, out value) || Holds(Turned(sign), Of(right, file), value);
    }

    private static bool Holds(string sign, Bounds bounds, object? value)
    {
        if (value is null)
            return sign == "<=>" && bounds.MayHaveNull;
        if (!bounds.MayHaveValue)
            return false;
        var (least, greatest) = (Bounds.Compare(bounds.Min, value), Bounds.Compare(bounds.Max, value));
        return sign switch
        {
            "<" => least is null or < 0,
            "<=" => least is null or <= 0,
            ">" => greatest is null or > 0,
            ">=" => greatest is null or >= 0,
            _ => least is null or <= 0 && greatest is null or >= 0,
        };
    }

    private bool MayDiffer(BoundExpression left, BoundExpression right, FileBounds file)
    {
        if (!ConstantValue.TryGet(right, out var value) || value is null)
            return true;
        var bounds = Of(left, file);
        return bounds.MayHaveValue && !(Bounds.Compare(bounds.Min, value) == 0 && Bounds.Compare(bounds.Max, value) == 0);
    }

    private Bounds Of(BoundExpression expression, FileBounds file) => expression switch
    {
        BoundColumnReference reference when _columns.TryGetValue(reference.Column.Id, out var column) && IsPlain(column) => file.Of(column),
        BoundCast { Mode: CastMode.Up } cast when cast.Type.IsNumeric() && cast.Operand.Type.IsNumeric() => Of(cast.Operand, file),
        _ => Bounds.Unknown,
    };

    private static bool IsPlain(Delta.Schema.StructField column) =>
        column.Type is not (Delta.Schema.ArrayType or Delta.Schema.MapType or Delta.Schema.StructType) && !column.Metadata.ContainsKey("__COLLATIONS");

    private static string Turned(string sign) => sign switch
    {
        "<" => ">",
        "<=" => ">=",
        ">" => "<",
        ">=" => "<=",
        _ => sign,
    };
}
