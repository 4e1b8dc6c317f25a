using Edlake.Sql.Types;

namespace Edlake.Engines;

/// <summary>
/// A query's rows, streamed. A value's .NET type follows its Spark type as in <see cref="Sql.Binding.BoundLiteral"/>; ARRAY is
/// <c>IReadOnlyList&lt;object?&gt;</c>, STRUCT <c>object?[]</c> in field order, MAP <c>IReadOnlyList&lt;KeyValuePair&lt;object, object?&gt;&gt;</c>, VARIANT its JSON text.
/// </summary>
public interface IQueryResult : IDisposable
{
    /// <summary>Names, types and nullability of the columns.</summary>
    StructType Schema { get; }

    /// <summary>The rows, to be read once.</summary>
    IEnumerable<object?[]> Rows { get; }
}
