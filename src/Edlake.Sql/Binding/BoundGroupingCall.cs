using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary><c>grouping(a)</c> or <c>grouping_id(…)</c> before the grouping is known; never in a finished tree.</summary>
internal sealed record BoundGroupingCall(bool IsId, IReadOnlyList<BoundExpression> Arguments)
    : BoundExpression(IsId ? new LongType() : new ByteType(), false);
