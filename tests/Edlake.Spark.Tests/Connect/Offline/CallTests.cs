using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Edlake.Diagnostics;
using Edlake.Spark.Connect;
using Edlake.Spark.Connect.Protocol;
using Edlake.Spark.Tests.Connect.Server;
using Edlake.Sql.Binding;
using Edlake.Sql.Diagnostics;
using Edlake.Sql.Types;
using Google.Protobuf;

namespace Edlake.Spark.Tests.Connect.Offline;

/// <summary>What every call carries, and what becomes of a statement's plan.</summary>
public sealed class CallTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_call_carries_token_headers_user_and_session()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Token = "let me in";
        server.Script.Answer = _ => Responses.Numbers(1, 1);
        var id = Guid.NewGuid().ToString();
        var parameters = $";token=let%20me%20in;user_id=ada;user_agent=me;session_id={id};x-databricks-cluster-id=0101-abc";
        await using (var session = await server.OpenAsync(parameters))
        {
            await using var result = await session.ReadAsync(new QueryRelation("q"), null, Cancellation);
            await result.DrainAsync(Cancellation);
        }

        Assert.All(server.Script.Headers, headers => Assert.Equal("0101-abc", headers.GetValue("x-databricks-cluster-id")));
        Assert.All(server.Script.Headers, headers => Assert.Equal("Bearer let me in", headers.GetValue("authorization")));
        var request = Assert.Single(server.Script.Seen<ExecutePlanRequest>());
        Assert.Equal(("ada", id), (request.UserContext.UserId, request.SessionId));
        Assert.StartsWith("me edlake/", request.ClientType, StringComparison.Ordinal);
        Assert.Single(server.Script.Seen<ReleaseSessionRequest>());
    }

    [Theory]
    [InlineData("")]
    [InlineData(";token=a-wrong-one")]
    public async Task A_token_that_is_missing_or_wrong_is_told_and_not_shown(string parameters)
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Token = "right";
        var error = await Assert.ThrowsAsync<EdlakeException>(() => server.OpenAsync(parameters));
        Assert.Equal("SPARK_ACCESS_DENIED", error.ErrorClass);
        Assert.DoesNotContain("a-wrong-one", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_TLS_a_server_is_trusted_by_its_certificate_alone()
    {
        using var certificate = SelfSigned();
        await using var server = await ScriptedServer.StartAsync(certificate);
        server.Script.Token = "t";
        var trusting = ScriptedServer.Quick with { TrustedRoots = [certificate] };
        await using var session = await server.OpenAsync(";use_ssl=true;token=t", trusting);
        Assert.Equal("4.0.1", session.SparkVersion);
        var error = await Assert.ThrowsAsync<EdlakeException>(() => server.OpenAsync(";use_ssl=true;token=t"));
        Assert.Equal("SPARK_NOT_TRUSTED", error.ErrorClass);
        Assert.Contains("certificate", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_server_too_old_to_take_up_a_cut_stream_is_refused()
    {
        await using var server = await ScriptedServer.StartAsync();
        server.Script.SparkVersion = "3.4.1";
        var error = await Assert.ThrowsAsync<EdlakeException>(() => server.OpenAsync());
        Assert.Equal("SPARK_VERSION_UNSUPPORTED", error.ErrorClass);
    }

    [Fact]
    public async Task A_query_s_plan_goes_back_to_the_server_as_it_came()
    {
        // Field 41, with_relations, is none that this client knows.
        var unknown = new byte[] { 0xca, 0x02, 0x02, 0x0a, 0x00 };
        await using var server = await ScriptedServer.StartAsync();
        server.Script.Answer = plan =>
            plan.Command is null ? Responses.Numbers(1, 3) : [Responses.Relation(Relation.Parser.ParseFrom(unknown)), Responses.Complete];
        await using var session = await server.OpenAsync();
        var statement = new SqlStatement("select :a") { NamedArguments = new Dictionary<string, BoundLiteral> { ["a"] = new(1, new IntegerType()) } };
        await using var result = await session.ExecuteAsync(statement, Cancellation);
        Assert.Equal(3, await result.ReadRowsAsync(Cancellation).CountAsync(Cancellation));
        Assert.Equal(3, Assert.Single(result.Metrics).Values["numOutputRows"].Value);
        var sent = server.Script.Seen<ExecutePlanRequest>();
        Assert.Equal(1, sent[0].Plan.Command.SqlCommand.Input.Sql.NamedArguments["a"].Literal.Integer);
        Assert.Equal(1, sent[0].Plan.Command.SqlCommand.Args["a"].Integer);
        Assert.Equal(unknown, sent[1].Plan.Root.ToByteArray());
    }

    [Fact]
    public async Task A_command_runs_once_and_its_rows_are_taken_from_the_answer()
    {
        await using var server = await ScriptedServer.StartAsync();
        var rows = new Relation { LocalRelation = new LocalRelation { Data = Responses.Arrow(7, 2) } };
        server.Script.Answer = _ => [Responses.Progress(1, 4), Responses.Relation(rows), Responses.Progress(4, 4), Responses.Complete];
        await using var session = await server.OpenAsync();
        var progress = new SynchronousProgress();
        await using var result = await session.ExecuteAsync(new SqlStatement("update t set a = 1") { Progress = progress }, Cancellation);
        Assert.True(result.IsCommand);
        Assert.Equal([7L, 8L], await result.ReadRowsAsync(Cancellation).Select(row => (long)row[0]!).ToListAsync(Cancellation));
        Assert.Single(server.Script.Seen<ExecutePlanRequest>());
        Assert.Equal([(1L, 4L, 10L), (4L, 4L, 40L)], progress.Reports.Select(report => (report.CompletedTasks, report.Tasks, report.BytesRead)));
    }

    [Theory]
    [InlineData(1, 5)]
    [InlineData(0, 4)]
    public async Task Rows_that_are_not_where_or_as_many_as_announced_are_refused(long start, int announced)
    {
        await using var server = await ScriptedServer.StartAsync();
        var batch = Responses.Batch(start, 5);
        batch.ArrowBatch.RowCount = announced;
        server.Script.Answer = _ => [Responses.Schema, batch, Responses.Complete];
        await using var session = await server.OpenAsync();
        await using var result = await session.ReadAsync(new QueryRelation("q"), null, Cancellation);
        var error = await Assert.ThrowsAsync<EdlakeException>(() => result.DrainAsync(Cancellation));
        Assert.Equal("SPARK_PROTOCOL_ERROR", error.ErrorClass);
    }

    [Fact]
    public async Task Parameters_by_name_and_by_position_together_are_refused()
    {
        await using var server = await ScriptedServer.StartAsync();
        await using var session = await server.OpenAsync();
        var both = new SqlStatement("select :a, ?")
        {
            NamedArguments = new Dictionary<string, BoundLiteral> { ["a"] = new(1, new IntegerType()) },
            PositionalArguments = [new(1, new IntegerType())],
        };
        var error = await Assert.ThrowsAsync<SqlException>(() => session.ExecuteAsync(both, Cancellation));
        Assert.Equal("INVALID_QUERY_MIXED_QUERY_PARAMETERS", error.ErrorClass);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddHours(1));
    }

    // Progress<T> reports on another thread, some time later.
    private sealed class SynchronousProgress : IProgress<ExecutionProgress>
    {
        internal List<ExecutionProgress> Reports { get; } = [];

        public void Report(ExecutionProgress value) => Reports.Add(value);
    }
}
