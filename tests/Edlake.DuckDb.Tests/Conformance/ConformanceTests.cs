using System.Globalization;
using System.Text.RegularExpressions;
using Edlake.DuckDb.Execution;
using Edlake.DuckDb.Generation;
using Edlake.Engines;
using Edlake.Results;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Tests.Binding;
using Edlake.Sql.Types;

namespace Edlake.DuckDb.Tests.Conformance;

/// <summary>Every statement of the corpus that needs no Delta table is run; schema, rows and error class must be Spark's.</summary>
public sealed partial class ConformanceTests
{
    [Fact]
    public void Answers_are_those_of_Spark()
    {
        var outcomes = CorpusAnswer.WithoutTables().SelectMany(Run).ToList();
        var known = KnownDifferences();
        var report = string.Join('\n', outcomes.GroupBy(outcome => outcome.Answer.Entry.File).Select(Summary));
        TestContext.Current.TestOutputHelper?.WriteLine(report);
        var found = outcomes.Where(outcome => outcome.Difference is not null).ToDictionary(outcome => $"{outcome.Answer.Entry.File}:{outcome.Answer.Entry.Number}");
        var fresh = found.Where(pair => !known.Contains(pair.Key)).Select(pair => $"{pair.Value.Answer.Entry}\n   {pair.Value.Difference}").ToList();
        var stale = known.Where(key => !found.ContainsKey(key)).ToList();
        Assert.True(fresh.Count == 0, $"{fresh.Count} statements differ that are not in known-differences.txt:\n{string.Join('\n', fresh)}\n{report}");
        Assert.True(stale.Count == 0, $"known-differences.txt lists what no longer differs; take it out:\n{string.Join('\n', stale)}");
    }

    private static string Summary(IGrouping<string, Outcome> file) => string.Create(
        CultureInfo.InvariantCulture,
        $"{file.Key}: {file.Count(outcome => outcome.Difference is null)} of {file.Count()}, {file.Count(outcome => outcome.IsWrongAnswer)} wrong answers");

    private static List<Outcome> Run(IGrouping<string, CorpusAnswer> file)
    {
        using var instance = new DuckDbInstance(new EngineSettings(null, 2, Path.GetTempPath()));
        var session = new FakeSession();
        var tables = new MemoryTables();
        return [.. file.Select(answer => Judge(instance, session, tables, answer))];
    }

    // A crash is a difference like any other: the report names them all at once.
    private static Outcome Judge(DuckDbInstance instance, FakeSession session, MemoryTables tables, CorpusAnswer answer)
    {
        Outcome? outcome = null;
        var crash = Record.Exception(() => outcome = Compare(instance, session, tables, answer));
        return outcome ?? new Outcome(answer, $"crash: {crash}", false);
    }

    private static Outcome Compare(DuckDbInstance instance, FakeSession session, MemoryTables tables, CorpusAnswer answer)
    {
        var entry = answer.Entry;
        var sql = "";
        try
        {
            var bound = session.Run(entry.Sql, entry.Error is null);
            using var connection = instance.Connect(session.State);
            if (bound is not BoundQuery query)
            {
                tables.TryWrite(bound, session.State, connection);
                return new Outcome(answer, entry.ErrorClass is { } missed ? $"wanted {missed}, it ran" : null, false);
            }

            sql = new SqlGenerator(session.State, tables).Query(query.Relation);
            var schema = new StructType([.. query.Relation.Output.Select(column => new StructField(column.Name, column.Type, column.Nullable))]);
            using var result = new QueryResult(connection, schema, sql, CancellationToken.None);
            var rows = result.Rows.Select(row => row.Select((value, i) => SparkText.Of(value, schema.Fields[i].Type)).ToList()).ToList();
            if (entry.ErrorClass is { } wanted)
                return new Outcome(answer, $"wanted {wanted}, got {Text(rows)}\n   {sql}", true);
            var difference = Difference(answer, schema, rows);
            return new Outcome(answer, difference is null ? null : $"{difference}\n   {sql}", difference is not null);
        }
        catch (SqlException error)
        {
            var isRight = entry.ErrorClass is { } wanted && (wanted.Length == 0 || wanted == error.ErrorClass);
            return new Outcome(answer, isRight ? null : $"wanted {entry.Error ?? entry.Schema}\n   got    {error.Message}\n   {sql}", false);
        }
        catch (Diagnostics.EdlakeException error)
        {
            return new Outcome(answer, entry.ErrorClass == "" ? null : $"wanted {entry.Error ?? entry.Schema}\n   got    {error.Message}\n   {sql}", false);
        }
    }

    private static string? Difference(CorpusAnswer answer, StructType schema, List<List<string?>> rows)
    {
        var found = WithoutNotNull(schema.Ddl);
        if (found != WithoutNotNull(answer.Entry.Schema!))
            return $"wanted {answer.Entry.Schema}\n   got    {schema.Ddl}";
        IEnumerable<IReadOnlyList<string?>> wanted = answer.Rows!, got = rows;
        if (!IsOrdered(answer.Entry.Sql))
            (wanted, got) = (wanted.OrderBy(Line, StringComparer.Ordinal), got.OrderBy(Line, StringComparer.Ordinal));
        var same = answer.Rows!.Count == rows.Count && wanted.Zip(got).All(pair => Matches(pair.First, pair.Second));
        return same ? null : $"wanted {Text(answer.Rows)}\n   got    {Text(rows)}";
    }

    private static bool Matches(IReadOnlyList<string?> wanted, IReadOnlyList<string?> got) =>
        wanted.Count == got.Count && wanted.Zip(got).All(pair => pair.First == "*" ? pair.Second is not null : pair.First == pair.Second);

    // Only an ORDER BY outside parentheses orders the answer.
    private static bool IsOrdered(string sql)
    {
        var outside = sql;
        for (var before = ""; before != outside;)
            (before, outside) = (outside, Parentheses().Replace(outside, ""));
        return outside.Contains("ORDER BY", StringComparison.OrdinalIgnoreCase);
    }

    private static string Line(IReadOnlyList<string?> row) => string.Join('\u0001', row.Select(cell => cell ?? "\u0002"));

    private static string Text(IEnumerable<IReadOnlyList<string?>> rows) => string.Join(" ; ", rows.Select(row => string.Join(" | ", row.Select(cell => cell ?? "NULL"))));

    private static string WithoutNotNull(string ddl) => Comment().Replace(ddl.Replace(" NOT NULL", "", StringComparison.Ordinal), "");

    private static HashSet<string> KnownDifferences()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Conformance", "known-differences.txt");
        return [.. File.ReadLines(path).Where(line => line.Length > 0 && line[0] != '#').Select(line => line.Split(' ')[0])];
    }

    [GeneratedRegex(@"\([^()]*\)")]
    private static partial Regex Parentheses();

    [GeneratedRegex(" COMMENT '[^']*'")]
    private static partial Regex Comment();

    private sealed record Outcome(CorpusAnswer Answer, string? Difference, bool IsWrongAnswer);
}
