using Parquet.Schema;

namespace Edlake.Delta.Checkpoints;

/// <summary>The columns of a checkpoint being written. A row is one action: its struct's columns get values, all others a null.</summary>
internal sealed class CheckpointColumns
{
    private readonly Dictionary<string, ILeafWriter> _leaves = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ILeafWriter[]> _others = new(StringComparer.Ordinal);

    public CheckpointColumns()
    {
        foreach (var field in Schema.DataFields)
        {
            _leaves.Add(field.Path.ToString(), field.ClrType == typeof(long) ? new LeafWriter<long>(field)
                : field.ClrType == typeof(int) ? new LeafWriter<int>(field)
                : field.ClrType == typeof(bool) ? new LeafWriter<bool>(field)
                : new LeafWriter<ReadOnlyMemory<char>>(field));
        }
        foreach (var action in Schema.Fields)
            _others.Add(action.Name, [.. _leaves.Values.Where(leaf => leaf.Field.Path.FirstPart != action.Name)]);
    }

    /// <summary>The columns as Spark writes them for a classic checkpoint.</summary>
    public static ParquetSchema Schema { get; } = new(
        new StructField("txn", Text("appId"), Long("version"), Long("lastUpdated")),
        new StructField("add",
            Text("path"), Map("partitionValues"), Long("size"), Long("modificationTime"), Flag("dataChange"), Map("tags"), DeletionVector(),
            Long("baseRowId"), Long("defaultRowCommitVersion"), Text("clusteringProvider"), Text("stats")),
        new StructField("remove",
            Text("path"), Long("deletionTimestamp"), Flag("dataChange"), Flag("extendedFileMetadata"), Map("partitionValues"), Long("size"),
            DeletionVector(), Long("baseRowId"), Long("defaultRowCommitVersion")),
        new StructField("metaData",
            Text("id"), Text("name"), Text("description"), new StructField("format", Text("provider"), Map("options")), Text("schemaString"),
            List("partitionColumns"), Map("configuration"), Long("createdTime")),
        new StructField("protocol", Int("minReaderVersion"), Int("minWriterVersion"), List("readerFeatures"), List("writerFeatures")),
        new StructField("domainMetadata", Text("domain"), Text("configuration"), Flag("removed")));

    /// <summary>The columns in the schema's order.</summary>
    public IEnumerable<ILeafWriter> Leaves => Schema.DataFields.Select(column => _leaves[column.Path.ToString()]);

    /// <summary>Begins a row of an action: the columns of all other actions get a null.</summary>
    public void BeginRow(string action)
    {
        foreach (var leaf in _others[action])
            leaf.Null(0);
    }

    public void Set(string path, string? value) =>
        Leaf<ReadOnlyMemory<char>>(path).Maybe(value is null ? (ReadOnlyMemory<char>?)null : value.AsMemory());

    public void Set(string path, long? value) => Leaf<long>(path).Maybe(value);

    public void SetInt(string path, int? value) => Leaf<int>(path).Maybe(value);

    public void Set(string path, bool? value) => Leaf<bool>(path).Maybe(value);

    /// <summary>A list; null and empty are told apart.</summary>
    public void Set(string path, IReadOnlyList<string>? values)
    {
        var leaf = Leaf<ReadOnlyMemory<char>>(path + "/list/element");
        if (values is null or { Count: 0 })
            leaf.Null(leaf.Field.MaxDefinitionLevel - (values is null ? 3 : 2));
        for (var i = 0; i < (values?.Count ?? 0); i++)
            leaf.Value(values![i].AsMemory(), i == 0 ? 0 : 1);
    }

    /// <summary>A map; null and empty are told apart.</summary>
    public void Set<TValue>(string path, IReadOnlyDictionary<string, TValue>? map) where TValue : class?
    {
        var keys = Leaf<ReadOnlyMemory<char>>(path + "/key_value/key");
        var values = Leaf<ReadOnlyMemory<char>>(path + "/key_value/value");
        var full = keys.Field.MaxDefinitionLevel;
        if (map is null or { Count: 0 })
        {
            keys.Null(full - (map is null ? 2 : 1));
            values.Null(full - (map is null ? 2 : 1));
            return;
        }
        var repetition = 0;
        foreach (var (key, value) in map)
        {
            keys.Value(key.AsMemory(), repetition);
            if (value is string text)
                values.Value(text.AsMemory(), repetition);
            else
                values.Null(full, repetition);
            repetition = 1;
        }
    }

    /// <summary>A struct within the action that is not there.</summary>
    public void SetAbsent(string path)
    {
        foreach (var leaf in _leaves.Where(pair => pair.Key.StartsWith(path + "/", StringComparison.Ordinal)))
            leaf.Value.Null(1);
    }

    private LeafWriter<T> Leaf<T>(string path) where T : struct => (LeafWriter<T>)_leaves[path];

    private static DataField Text(string name) => new(name, typeof(string));

    private static DataField Long(string name) => new(name, typeof(long), true);

    private static DataField Int(string name) => new(name, typeof(int), true);

    private static DataField Flag(string name) => new(name, typeof(bool), true);

    private static MapField Map(string name) => new(name, new DataField("key", typeof(string), false), new DataField("value", typeof(string)));

    private static ListField List(string name) => new(name, new DataField("element", typeof(string)));

    private static StructField DeletionVector() =>
        new("deletionVector", Text("storageType"), Text("pathOrInlineDv"), Int("offset"), Int("sizeInBytes"), Long("cardinality"));
}
