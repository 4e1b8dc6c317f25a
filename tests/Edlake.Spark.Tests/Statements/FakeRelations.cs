using Edlake.Spark.Statements;
using Edlake.Sql.Binding;

namespace Edlake.Spark.Tests.Statements;

/// <summary>Names of relations that show what they stand for.</summary>
internal sealed class FakeRelations : IRelationSql
{
    public string Table(TableEntry table) => $"<{table.Name}{(table.AsOfVersion is { } version ? $"@{version}" : "")}>";

    public string Files(FileScan files) => $"<files {files.Path}>";

    public bool HasMetadata(BoundColumn metadata) => true;
}
