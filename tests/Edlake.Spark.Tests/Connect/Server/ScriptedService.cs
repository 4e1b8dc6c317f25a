using Edlake.Spark.Connect.Protocol;
using Google.Protobuf;
using Grpc.Core;

namespace Edlake.Spark.Tests.Connect.Server;

/// <summary>The protocol's rules for reattaching, releasing, uploads and ids as a server keeps them, with the faults that a test asks for.</summary>
internal sealed class ScriptedService(ServerScript script) : SparkConnectService.SparkConnectServiceBase
{
    public override Task<AnalyzePlanResponse> AnalyzePlan(AnalyzePlanRequest request, ServerCallContext context)
    {
        Note(request, context);
        return Task.FromResult(new AnalyzePlanResponse
        {
            SessionId = request.SessionId,
            ServerSideSessionId = script.ServerSideSessionId,
            SparkVersion = new AnalyzePlanResponse.Types.SparkVersion { Version = script.SparkVersion },
        });
    }

    public override Task<ConfigResponse> Config(ConfigRequest request, ServerCallContext context)
    {
        Note(request, context);
        return Task.FromResult(new ConfigResponse { SessionId = request.SessionId, ServerSideSessionId = script.ServerSideSessionId });
    }

    public override async Task ExecutePlan(ExecutePlanRequest request, IServerStreamWriter<ExecutePlanResponse> stream, ServerCallContext context)
    {
        Note(request, context);
        if (script.Faults.TryPeek(out var fault) && fault.Kind == FaultKind.NeverArrives)
        {
            script.Faults.TryDequeue(out _);
            throw Failures.Of(FaultKind.Unavailable);
        }

        var operation = new Operation(request.OperationId, script.Answer(request.Plan));
        if (!script.Operations.TryAdd(request.OperationId, operation))
            throw Failures.OfHandle("OPERATION_ALREADY_EXISTS");
        await SendAsync(operation, 0, request.SessionId, stream, context);
    }

    public override async Task ReattachExecute(ReattachExecuteRequest request, IServerStreamWriter<ExecutePlanResponse> stream, ServerCallContext context)
    {
        Note(request, context);
        if (!script.Operations.TryGetValue(request.OperationId, out var operation))
            throw Failures.OfHandle("OPERATION_NOT_FOUND");
        var place = request.HasLastResponseId ? operation.PlaceBehind(request.LastResponseId) : 0;
        if (place is null)
            throw Failures.OfSpark("[INVALID_CURSOR.POSITION_NOT_AVAILABLE]", ("errorClass", "INVALID_CURSOR.POSITION_NOT_AVAILABLE"));
        await SendAsync(operation, place.Value, request.SessionId, stream, context);
    }

    public override Task<ReleaseExecuteResponse> ReleaseExecute(ReleaseExecuteRequest request, ServerCallContext context)
    {
        Note(request, context);
        if (request.ReleaseUntil is { } until && script.Operations.TryGetValue(request.OperationId, out var operation))
            operation.ReleaseUntil(until.ResponseId);
        if (request.ReleaseAll is not null)
            script.Operations.TryRemove(request.OperationId, out _);
        return Task.FromResult(new ReleaseExecuteResponse { SessionId = request.SessionId, ServerSideSessionId = script.ServerSideSessionId });
    }

    public override Task<InterruptResponse> Interrupt(InterruptRequest request, ServerCallContext context)
    {
        Note(request, context);
        var response = new InterruptResponse { SessionId = request.SessionId, ServerSideSessionId = script.ServerSideSessionId };
        response.InterruptedIds.Add(request.OperationId);
        return Task.FromResult(response);
    }

    public override Task<ReleaseSessionResponse> ReleaseSession(ReleaseSessionRequest request, ServerCallContext context)
    {
        Note(request, context);
        return Task.FromResult(new ReleaseSessionResponse { SessionId = request.SessionId, ServerSideSessionId = script.ServerSideSessionId });
    }

    public override Task<FetchErrorDetailsResponse> FetchErrorDetails(FetchErrorDetailsRequest request, ServerCallContext context)
    {
        Note(request, context);
        return Task.FromResult(script.ErrorDetails.Remove(request.ErrorId, out var details) ? details : new FetchErrorDetailsResponse());
    }

    public override Task<ArtifactStatusesResponse> ArtifactStatus(ArtifactStatusesRequest request, ServerCallContext context)
    {
        Note(request, context);
        var response = new ArtifactStatusesResponse { SessionId = request.SessionId, ServerSideSessionId = script.ServerSideSessionId };
        foreach (var name in request.Names)
            response.Statuses[name] = new ArtifactStatusesResponse.Types.ArtifactStatus { Exists = script.Artifacts.ContainsKey(name) };
        return Task.FromResult(response);
    }

    public override async Task<AddArtifactsResponse> AddArtifacts(IAsyncStreamReader<AddArtifactsRequest> stream, ServerCallContext context)
    {
        var upload = new Upload();
        var session = "";
        while (await stream.MoveNext(context.CancellationToken))
        {
            Note(stream.Current, context);
            session = stream.Current.SessionId;
            upload.Take(stream.Current);
            if (script.LostUploads > 0)
            {
                script.LostUploads--;
                throw Failures.Of(FaultKind.Unavailable);
            }
        }

        var isWhole = upload.IsWhole && script.DamagedUploads-- <= 0;
        if (isWhole)
            script.Artifacts[upload.Name] = upload.Bytes;
        var summary = new AddArtifactsResponse.Types.ArtifactSummary { Name = upload.Name, IsCrcSuccessful = isWhole };
        return new AddArtifactsResponse { SessionId = session, ServerSideSessionId = script.ServerSideSessionId, Artifacts = { summary } };
    }

    private void Note(IMessage request, ServerCallContext context)
    {
        script.Requests.Enqueue(request);
        script.Headers.Enqueue(context.RequestHeaders);
        if (script.Token is { } token && context.RequestHeaders.GetValue("authorization") != $"Bearer {token}")
            throw new RpcException(new Status(StatusCode.Unauthenticated, "the token is not right"));
    }

    private async Task SendAsync(Operation operation, int from, string session, IServerStreamWriter<ExecutePlanResponse> stream, ServerCallContext context)
    {
        var fault = script.Faults.TryDequeue(out var next) ? next : null;
        for (var i = from; i < operation.Responses.Count; i++)
        {
            if (fault is not null && i - from == fault.After)
            {
                if (await FailAsync(fault.Kind, context))
                    return;
            }

            var response = operation.Responses[i].Clone();
            (response.SessionId, response.ServerSideSessionId) = (session, script.ServerSideSessionId);
            (response.OperationId, response.ResponseId) = (operation.Id, Operation.ResponseId(i));
            await stream.WriteAsync(response, context.CancellationToken);
        }
    }

    private async Task<bool> FailAsync(FaultKind kind, ServerCallContext context)
    {
        switch (kind)
        {
            case FaultKind.Ends:
                return true;
            case FaultKind.Hangs:
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                return true;
            case FaultKind.Aborts:
                context.GetHttpContext().Abort();
                return true;
            case FaultKind.Restarts:
                script.ServerSideSessionId = "server-session-2";
                return false;
            default:
                throw Failures.Of(kind);
        }
    }
}
