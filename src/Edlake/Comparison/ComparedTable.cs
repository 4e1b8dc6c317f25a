using Edlake.Delta.Snapshots;
using Edlake.Schemas;
using Edlake.Sql.Types;

namespace Edlake.Comparison;

/// <summary>One side of a comparison: a table at one version.</summary>
/// <param name="Label">What people call it.</param>
/// <param name="Snapshot">The table at that version.</param>
public sealed record ComparedTable(string Label, Snapshot Snapshot)
{
    /// <summary>The columns.</summary>
    public StructType Schema => DeltaSchema.ToSpark(Snapshot.Schema);

    /// <summary>The columns of its declared primary key; empty where none is declared.</summary>
    public IReadOnlyList<string> PrimaryKey => Sessions.KeyConstraints.Of(Snapshot.Configuration)
        .FirstOrDefault(constraint => constraint.Text.StartsWith("PRIMARY KEY", StringComparison.OrdinalIgnoreCase))?.Columns ?? [];

    /// <summary>The table as a FROM clause names it: by its folder, since the sides may be of two workspaces.</summary>
    internal string Sql => $"delta.{SqlText.Name(FileUri)} VERSION AS OF {Snapshot.Version}";

    // With a scheme, so that a machine's own /dbfs or /Volumes is not taken for the workspace's.
    private string FileUri => "file:" + string.Join('/', Snapshot.TablePath.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString));
}
