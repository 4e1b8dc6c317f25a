using Parquet;
using Parquet.Schema;

namespace Edlake.Delta.Checkpoints;

/// <summary>Gathers one column of a checkpoint as values and levels, and writes it.</summary>
internal sealed class LeafWriter<T>(DataField column) : ILeafWriter where T : struct
{
    private readonly List<T> _values = [];
    private readonly List<int> _definitions = [];
    private readonly List<int> _repetitions = [];

    /// <inheritdoc/>
    public DataField Field => column;

    /// <inheritdoc/>
    public void Null(int level, int repetition = 0)
    {
        _definitions.Add(level);
        _repetitions.Add(repetition);
    }

    /// <summary>A value.</summary>
    public void Value(T value, int repetition = 0)
    {
        _values.Add(value);
        Null(column.MaxDefinitionLevel, repetition);
    }

    /// <summary>A value, or a null in a parent that is there.</summary>
    public void Maybe(T? value)
    {
        if (value is { } it)
            Value(it);
        else
            Null(column.MaxDefinitionLevel - 1);
    }

    /// <inheritdoc/>
    public Task WriteAsync(ParquetRowGroupWriter group) => group.WriteAllPartsAsync<T>(
        column,
        _values.ToArray(),
        _definitions.ToArray(),
        column.MaxRepetitionLevel == 0 ? null : (ReadOnlyMemory<int>?)_repetitions.ToArray(),
        CancellationToken.None);
}
