using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Reading;

/// <summary>
/// Whether the rows of a relation over two halves of a scan are together those over the whole scan: only operators that look at one of
/// its rows at a time lie above it.
/// </summary>
internal static class RowWise
{
    // What numbers rows, or gives others each time, sees that there are two passes.
    private static readonly string[] Unrepeatable = ["monotonically_increasing_id", "spark_partition_id", "input_file_block_start"];

    internal static bool Is(BoundRelation relation, BoundFileScan scan) => relation switch
    {
        BoundFileScan it => ReferenceEquals(it, scan),
        BoundProject it => it.Items.All(item => IsPlain(item.Expression)) && Is(it.Input, scan),
        BoundFilter it => IsPlain(it.Condition) && Is(it.Input, scan),
        BoundGenerate it => it.Arguments.All(IsPlain) && Is(it.Input, scan),
        BoundJoin { Kind: JoinKind.Inner or JoinKind.Cross or JoinKind.Left or JoinKind.LeftSemi or JoinKind.LeftAnti } it => Is(it.Left, scan),
        BoundWith it => Is(it.Body, scan),
        _ => false,
    };

    private static bool IsPlain(BoundExpression expression) => !expression.SelfAndDescendants().Any(part =>
        part is BoundWindow || (part is BoundFunction function && Unrepeatable.Contains(function.Function.Name)));
}
