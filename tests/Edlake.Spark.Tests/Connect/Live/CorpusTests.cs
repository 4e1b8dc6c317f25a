using System.Globalization;
using Edlake.Diagnostics;
using Edlake.Results;
using Edlake.Spark.Connect;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;

namespace Edlake.Spark.Tests.Connect.Live;

/// <summary>
/// Every file of the corpus, from top to bottom in one session: through the client each statement has the answer that Spark gave without it.
/// </summary>
[Trait("needs", "spark")]
public sealed class CorpusTests(LiveSpark spark)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Files =>
        [.. Directory.GetFiles(SparkCorpus.Folder, "*.jsonl").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory(Explicit = true)]
    [Trait("speed", "slow")]
    [MemberData(nameof(Files))]
    public async Task A_file_of_statements_has_the_recorded_answers(string file)
    {
        var answers = RecordedAnswer.Read(Path.Combine(SparkCorpus.Folder, file + ".jsonl")).ToList();
        await using var session = await spark.OpenAsync();
        await EmptyAsync(session);
        var differences = new List<string>();
        foreach (var answer in answers)
        {
            if (await DifferenceAsync(session, answer) is { } difference)
                differences.Add($"{answer.Key} {answer.Entry.Sql}\n   {difference}");
        }

        Assert.True(differences.Count == 0, $"{differences.Count} of {answers.Count} differ:\n{string.Join('\n', differences)}");
    }

    // A command's columns come without their comments over this protocol.
    private static async Task<string?> DifferenceAsync(SparkConnectSession session, RecordedAnswer answer)
    {
        try
        {
            await using var result = await session.ExecuteAsync(new SqlStatement(answer.Entry.Sql), Cancellation);
            var rows = await result.ReadRowsAsync(Cancellation)
                .Select(row => (IReadOnlyList<string?>)[.. row.Zip(result.Schema.Fields, (value, field) => SparkText.Of(value, field.Type))])
                .ToListAsync(Cancellation);
            return AnswerComparison.OfRows(Shortest(answer, result.Schema), result.Schema.Ddl, rows, withComments: !result.IsCommand);
        }
        catch (SqlException error)
        {
            return AnswerComparison.OfError(answer, error.ErrorClass, error.Message);
        }
        catch (EdlakeException error)
        {
            return AnswerComparison.OfError(answer, error.ErrorClass, error.Message);
        }
    }

    // The Java that recorded the answers wrote some FLOATs and DOUBLEs with one digit more than needed.
    private static RecordedAnswer Shortest(RecordedAnswer answer, StructType schema) =>
        answer with { Rows = answer.Rows?.Select(row => Shortest(row, schema)).ToList() };

    private static IReadOnlyList<string?> Shortest(IReadOnlyList<string?> row, StructType schema) =>
        [.. row.Select((cell, i) => i < schema.Fields.Count ? Shortest(cell, schema.Fields[i].Type) : cell)];

    private static string? Shortest(string? cell, SparkType type) => type switch
    {
        FloatType when float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => JavaNumber.Text(value),
        DoubleType when double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) => JavaNumber.Text(value),
        _ => cell,
    };

    // The server's catalog is one for all sessions; a file begins with an empty one.
    private static async Task EmptyAsync(SparkConnectSession session)
    {
        foreach (var schema in await NamesAsync(session, "show schemas", 0))
        {
            if (schema != "default")
                await session.RunAsync(new SqlStatement($"drop schema `{schema}` cascade"), Cancellation);
        }

        foreach (var table in await NamesAsync(session, "show tables", 1))
            await session.RunAsync(new SqlStatement($"drop table `{table}`"), Cancellation);
    }

    private static async Task<List<string>> NamesAsync(SparkConnectSession session, string command, int column)
    {
        await using var result = await session.ExecuteAsync(new SqlStatement(command), Cancellation);
        return await result.ReadRowsAsync(Cancellation).Select(row => (string)row[column]!).ToListAsync(Cancellation);
    }
}
