using Edlake.Sql.Types;

namespace Edlake.Sql.Binding;

/// <summary>What the binder asks of the world. Temporary views and the run's staged tables are the implementer's to overlay.</summary>
public interface ICatalog
{
    /// <summary>The catalog that unqualified names are looked up in.</summary>
    string CurrentCatalog { get; }

    /// <summary>The schema that unqualified names are looked up in.</summary>
    string CurrentSchema { get; }

    /// <summary>
    /// Finds a table or view; null when there is none. <paramref name="name"/> has one part (temporary views first, then the
    /// current schema), two or three. A schema of <c>delta</c>, <c>csv</c>, <c>json</c>, <c>parquet</c> or <c>text</c> with a path as name is a path.
    /// </summary>
    CatalogEntry? Find(IReadOnlyList<string> name, TableVersion? version);

    /// <summary>Whether the schema is there.</summary>
    bool SchemaExists(string catalog, string schema);

    /// <summary>Full names of what is there, for suggestions in errors; a few dozen at most.</summary>
    IEnumerable<string> SimilarNames(IReadOnlyList<string> name);

    /// <summary>Infers a schema from files, as Spark would for the format and options.</summary>
    StructType InferFileSchema(string path, string format, IReadOnlyDictionary<string, string> options);
}
