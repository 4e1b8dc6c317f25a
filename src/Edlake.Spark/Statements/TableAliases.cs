using Edlake.Sql.Binding;
using Edlake.Sql.Binding.Mentions;

namespace Edlake.Spark.Statements;

/// <summary>
/// The aliases of tables whose text gives none: the last part of the name, by which columns may be called. Where a text calls columns of two
/// tables of one last part by their longer names, each gets an alias of all its parts.
/// </summary>
internal sealed class TableAliases
{
    private readonly HashSet<string> _shared;

    /// <summary>The aliases of a text.</summary>
    internal TableAliases(IReadOnlyList<Mention> mentions) => _shared = mentions.OfType<QualifierMention>()
        .Where(qualifier => qualifier.Table.Count > 0)
        .GroupBy(qualifier => qualifier.Table[^1], StringComparer.OrdinalIgnoreCase)
        .Where(group => group.Select(qualifier => string.Join('.', qualifier.Table)).Distinct(StringComparer.OrdinalIgnoreCase).Count() > 1)
        .Select(group => group.Key)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>A table's alias.</summary>
    internal string Of(TableName table) => Of([table.Catalog, table.Schema, table.Name]);

    /// <summary>The alias of a table by the parts of its full name.</summary>
    internal string Of(IReadOnlyList<string> table) => _shared.Contains(table[^1]) ? string.Join('.', table) : table[^1];
}
