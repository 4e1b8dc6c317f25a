using System.Globalization;
using Edlake.Schemas;
using Edlake.Spark.Reading;
using Edlake.Spark.Shadows;
using Edlake.Spark.Statements;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;

namespace Edlake.Spark.Execution;

/// <summary>What Spark knows the relations of one statement by.</summary>
internal sealed class StatementRelations(ReadShadows shadows, ShadowFolder folder, string engineInfo) : IRelationSql
{
    private readonly Dictionary<FileScan, string> _files = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<int> _metadata = [];
    private readonly List<(string Folder, string Name)> _names = [];

    /// <summary>Folders that tables go by here, with the tables' names.</summary>
    internal IReadOnlyList<(string Folder, string Name)> Names => _names;

    /// <inheritdoc />
    public string Table(TableEntry table)
    {
        var snapshot = table.Snapshot();
        var place = snapshot.IsStaged ? shadows.Of(snapshot, folder, engineInfo).Folder : snapshot.TablePath;
        Name(place, table.Name);
        return snapshot.IsStaged
            ? $"delta.{SparkSyntax.Name(place)}"
            : $"delta.{SparkSyntax.Name(place)} VERSION AS OF {snapshot.Version.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <inheritdoc />
    public string Files(FileScan files) => _files.TryGetValue(files, out var name)
        ? name
        : throw new SqlException("UNSUPPORTED_FEATURE", "0A000", $"The feature is not supported: raw files of the format {files.Format} in this place on Spark.", files.Span, "Load them into a table first.");

    /// <inheritdoc />
    public bool HasMetadata(BoundColumn metadata) => _metadata.Contains(metadata.Id);

    /// <summary>Tells what raw files are known by.</summary>
    internal void Put(BoundFileScan scan, string view, bool needsMetadata)
    {
        _files[scan.Scan] = needsMetadata ? SparkSyntax.Name(view) : $"(SELECT * EXCEPT (`_metadata`) FROM {SparkSyntax.Name(view)})";
        if (needsMetadata && scan.Metadata is { } column)
            _metadata.Add(column.Id);
    }

    /// <summary>Tells that a table goes by a folder of another name.</summary>
    internal void Name(string place, TableName name) => _names.Add((place, name.Quoted));
}
