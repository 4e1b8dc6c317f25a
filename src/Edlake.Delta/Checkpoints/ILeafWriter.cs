using Parquet;
using Parquet.Schema;

namespace Edlake.Delta.Checkpoints;

/// <summary>A column of a checkpoint that is being gathered.</summary>
internal interface ILeafWriter
{
    /// <summary>The column.</summary>
    DataField Field { get; }

    /// <summary>A slot without a value: the level says how much of its path is there.</summary>
    void Null(int level, int repetition = 0);

    /// <summary>Writes what was gathered.</summary>
    Task WriteAsync(ParquetRowGroupWriter group);
}
