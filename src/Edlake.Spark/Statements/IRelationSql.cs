using Edlake.Sql.Binding;

namespace Edlake.Spark.Statements;

/// <summary>What Spark knows the relations by that a statement reads.</summary>
internal interface IRelationSql
{
    /// <summary>A table at its version, as it may stand in FROM: <c>delta.`folder` VERSION AS OF 3</c>.</summary>
    string Table(TableEntry table);

    /// <summary>Raw files, as they may stand in FROM.</summary>
    string Files(FileScan files);

    /// <summary>Whether what stands for raw files has their <c>_metadata</c> as a column like any other.</summary>
    bool HasMetadata(BoundColumn metadata);
}
