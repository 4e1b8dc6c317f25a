using Edlake.Engines;
using Edlake.Schemas;
using Edlake.Spark.Execution;
using Edlake.Spark.Shadows;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Spark.Writing;

/// <summary>OPTIMIZE, with Spark's own choice of files. A clustered table is ordered by its clustering, which the shadow has too.</summary>
internal sealed class OptimizeWriter(StatementRun run)
{
    internal WriteOutcome Write(TableEntry entry, IReadOnlyList<string> orderBy)
    {
        using var shadow = ShadowTable.Of(entry.Snapshot(), run.Folder, run.Context.EngineInfo);
        run.Relations.Name(shadow.Folder, entry.Name);
        var table = new TableChange(run, entry.Snapshot());
        var change = table.Make(shadow, Text(shadow.Sql));
        return new WriteOutcome(change is null ? null : table.Stage(change, CommitOperation.Optimize(orderBy), _ => { }, movesRowsOnly: true), [], 0);
    }

    private SourceText Text(string target) => run.Statement.Syntax is OptimizeStatement optimize
        ? run.Text.Replaced(run.Statement, optimize.Name.Span, target)
        : throw new ArgumentException($"Not OPTIMIZE: {run.Statement.Syntax.GetType().Name}.");
}
