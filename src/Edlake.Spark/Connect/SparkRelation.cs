using Apache.Arrow;
using Edlake.Sql.Types;

namespace Edlake.Spark.Connect;

/// <summary>Rows that can be given a name in a session with <see cref="SparkConnectSession.CreateViewAsync"/>, or read.</summary>
public abstract record SparkRelation
{
    private protected SparkRelation()
    {
    }
}

/// <summary>A query's rows. The text must be a query: a command in it would run.</summary>
/// <param name="Query">The query.</param>
public sealed record QueryRelation(string Query) : SparkRelation;

/// <summary>Files that the server reads.</summary>
/// <param name="Format">The reader: <c>csv</c>, <c>json</c>, <c>parquet</c>, <c>text</c>, <c>binaryFile</c>, <c>delta</c>.</param>
/// <param name="Paths">Files and folders as the server sees them.</param>
public sealed record FilesRelation(string Format, IReadOnlyList<string> Paths) : SparkRelation
{
    /// <summary>The columns; null lets the server infer them.</summary>
    public StructType? Schema { get; init; }

    /// <summary>The reader's options.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();
}

/// <summary>Rows sent along. Columns take their names and types from the schema, by position.</summary>
/// <param name="Schema">The columns.</param>
/// <param name="Batches">The rows; empty for an empty table.</param>
public sealed record LocalRowsRelation(StructType Schema, IReadOnlyList<RecordBatch> Batches) : SparkRelation;

/// <summary>Another relation whose rows are counted as they pass; the figures come back with the result that read it.</summary>
/// <param name="Input">What is read.</param>
/// <param name="Name">What its figures are found under, unique in a statement.</param>
/// <param name="Figures">Aggregates as SQL text by the figure's name, e.g. <c>count(1)</c>.</param>
public sealed record ObservedRelation(SparkRelation Input, string Name, IReadOnlyDictionary<string, string> Figures) : SparkRelation;

/// <summary>Another relation with the columns that a select list asks for, hidden ones of files (<c>_metadata</c>) among them.</summary>
/// <param name="Input">What is read.</param>
/// <param name="Items">The select list, an item each, as SQL text.</param>
public sealed record SelectedRelation(SparkRelation Input, IReadOnlyList<string> Items) : SparkRelation;
