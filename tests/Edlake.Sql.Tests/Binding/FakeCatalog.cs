using Edlake.Sql.Binding;
using Edlake.Sql.Types;

namespace Edlake.Sql.Tests.Binding;

/// <summary>A catalog in memory that knows schemas of tables and texts of views, nothing of rows.</summary>
internal sealed class FakeCatalog : ICatalog
{
    private readonly Dictionary<TableName, CatalogEntry> _entries = [];
    private readonly Dictionary<string, CatalogEntry> _temporary = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _schemas = new(StringComparer.OrdinalIgnoreCase) { "default" };

    public string CurrentCatalog => TableName.DefaultCatalog;

    public string CurrentSchema { get; set; } = "default";

    public TableName FullName(IReadOnlyList<string> name) => name switch
    {
        [var only] => new TableName(CurrentCatalog, CurrentSchema, only),
        [var schema, var table] => new TableName(CurrentCatalog, schema, table),
        _ => new TableName(name[0], name[1], name[2]),
    };

    public CatalogEntry? Find(IReadOnlyList<string> name, TableVersion? version) =>
        name.Count == 1 && _temporary.TryGetValue(name[0], out var temporary) ? temporary : _entries.GetValueOrDefault(FullName(name));

    public bool SchemaExists(string catalog, string schema) => _schemas.Contains(schema);

    public IEnumerable<string> SimilarNames(IReadOnlyList<string> name) => _entries.Keys.Select(key => key.ToString());

    public StructType InferFileSchema(string path, string format, IReadOnlyDictionary<string, string> options) =>
        new([new StructField("c1", new StringType()), new StructField("c2", new StringType())]);

    public void AddSchema(string name) => _schemas.Add(name);

    public void Put(CatalogEntry entry)
    {
        switch (entry)
        {
            case TableEntry table:
                _entries[table.Name] = table;
                break;
            case ViewEntry { IsTemporary: true } view:
                _temporary[view.Name.Name] = view;
                break;
            case ViewEntry view:
                _entries[view.Name] = view;
                break;
            case FileViewEntry files:
                _temporary[files.Name.Name] = files;
                break;
            default:
                throw new ArgumentException(entry.ToString(), nameof(entry));
        }
    }

    public void Remove(IReadOnlyList<string> name)
    {
        if (name.Count != 1 || !_temporary.Remove(name[0]))
            _entries.Remove(FullName(name));
    }

    public void RemoveSchema(string name)
    {
        _schemas.Remove(name);
        foreach (var key in _entries.Keys.Where(key => key.Schema.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList())
            _entries.Remove(key);
    }
}
