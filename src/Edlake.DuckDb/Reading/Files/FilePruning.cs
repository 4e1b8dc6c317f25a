using System.Globalization;
using Edlake.DuckDb.Generation;
using Edlake.Files;
using Edlake.Files.Reading;
using Edlake.Sql.Binding;

namespace Edlake.DuckDb.Reading.Files;

/// <summary>Evaluates conditions on files (<see cref="FileConditions"/>) over the list of them before one is opened.</summary>
internal static class FilePruning
{
    /// <summary>The conjuncts that are about files, and what remains for the rows; null for nothing.</summary>
    internal static (IReadOnlyList<BoundExpression> OnFiles, BoundExpression? OnRows) Split(BoundExpression condition, BoundFileScan scan)
    {
        var (onFiles, onRows) = FileConditions.Split(condition, scan);
        var rest = onRows.Count switch
        {
            0 => null,
            1 => onRows[0],
            _ => (condition as BoundFunction)! with { Arguments = onRows },
        };
        return (onFiles, rest);
    }

    /// <summary>The files for which all conditions are true, and how many are not among them.</summary>
    internal static (IReadOnlyList<RawFile> Files, int Skipped) Keep(StatementRun run, BoundFileScan scan, IReadOnlyList<RawFile> files, IReadOnlyList<BoundExpression> conditions) =>
        Keep(run, scan, files, list => $"SELECT place FROM ({list}) WHERE {string.Join(" AND ", conditions.Select(condition => $"({run.Generator.Expression(condition)})"))}");

    /// <summary>The files that a semi or anti join keeps.</summary>
    internal static (IReadOnlyList<RawFile> Files, int Skipped) Keep(StatementRun run, BoundFileScan scan, IReadOnlyList<RawFile> files, BoundJoin join) =>
        Keep(run, scan, files, list =>
            $"SELECT place FROM ({list}) {(join.Kind == JoinKind.LeftAnti ? "ANTI" : "SEMI")} JOIN ({run.Sql(join.Right)}) ON {run.Generator.Expression(join.Condition!)}");

    private static (IReadOnlyList<RawFile> Files, int Skipped) Keep(StatementRun run, BoundFileScan scan, IReadOnlyList<RawFile> files, Func<string, string> query)
    {
        if (files.Count == 0)
            return (files, 0);
        var places = run.Session.Rows(query(MetadataColumn.List(files, scan.Metadata!.Sql())), reader => Convert.ToInt32(reader.GetValue(0), CultureInfo.InvariantCulture), run.Cancellation);
        return ([.. places.Order().Select(place => files[place])], files.Count - places.Count);
    }
}
