using Edlake.Delta.Actions;
using Edlake.Engines;
using Edlake.Files;
using Edlake.Schemas;
using Edlake.Spark.Execution;
using Edlake.Spark.Reading;
using Edlake.Spark.Shadows;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Syntax;

namespace Edlake.Spark.Writing;

/// <summary>
/// COPY INTO, which open-source Spark lacks, as an INSERT from the files that were not loaded before. The memory of what was loaded is in the
/// commit that brings the rows.
/// </summary>
internal sealed class CopyIntoWriter(StatementRun run)
{
    internal WriteOutcome Write(BoundCopyInto copy)
    {
        var target = copy.Target.Snapshot();
        var files = run.Sources.Files.List(copy.Files);
        IReadOnlyList<RawFile> wanted = copy.Force ? files : [.. files.Where(file => !target.Transactions.ContainsKey(LoadedFiles.Application(file)))];
        run.Sources.Files.Keep(copy.Files, wanted, files.Count - wanted.Count);
        if (wanted.Count == 0)
            return new WriteOutcome(null, [new SourceRead(copy.Files.Scan.Path, 0, true)], 0) { FilesSkipped = run.Sources.Files.Skipped };
        run.Sources.Prepare(copy);
        using var shadow = ShadowTable.Of(target, run.Folder, run.Context.EngineInfo);
        run.Relations.Name(shadow.Folder, copy.Target.Name);
        var table = new TableChange(run, target);
        var change = table.Make(shadow, Text(copy, shadow.Sql)) ?? new ShadowChange([], [], null, null, new CommitInfo());
        var commit = table.Stage(change, CommitOperation.Of(copy, null), transaction =>
        {
            foreach (var file in wanted)
                transaction.SetTransaction(LoadedFiles.Application(file), LoadedFiles.Version(file));
        });
        return new WriteOutcome(commit, run.Sources.Reads(), TableChange.Rows(change.Added)) { FilesSkipped = run.Sources.Files.Skipped };
    }

    // The select list as it is written; without one, every column of the files.
    private SourceText Text(BoundCopyInto copy, string target)
    {
        var syntax = (CopyIntoStatement)copy.Syntax;
        var columns = syntax.Columns.Count > 0 ? $" ({string.Join(", ", syntax.Columns.Select(column => SparkSyntax.Name(column.Value)))})" : syntax.IsByPosition ? "" : " BY NAME";
        var from = $" FROM {run.Relations.Files(copy.Files.Scan)}";
        var where = syntax.Where is null ? "" : $" WHERE {run.Text.Part(copy, syntax.Where.Span, "", "").Text}";
        return syntax.Items.Count == 0
            ? new SourceText($"INSERT INTO {target}{columns} SELECT *{from}{where}")
            : run.Text.Part(copy, syntax.Items[0].Span.To(syntax.Items[^1].Span), $"INSERT INTO {target}{columns} SELECT ", from + where);
    }
}
