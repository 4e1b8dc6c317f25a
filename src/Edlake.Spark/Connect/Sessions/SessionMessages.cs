namespace Edlake.Spark.Connect.Protocol;

// The generated messages have these members already; here they are told apart from the rest.
internal sealed partial class ExecutePlanRequest : ISessionRequest;

internal sealed partial class ReattachExecuteRequest : ISessionRequest;

internal sealed partial class ReleaseExecuteRequest : ISessionRequest;

internal sealed partial class AnalyzePlanRequest : ISessionRequest;

internal sealed partial class ConfigRequest : ISessionRequest;

internal sealed partial class AddArtifactsRequest : ISessionRequest;

internal sealed partial class ArtifactStatusesRequest : ISessionRequest;

internal sealed partial class InterruptRequest : ISessionRequest;

internal sealed partial class FetchErrorDetailsRequest : ISessionRequest;

internal sealed partial class ReleaseSessionRequest : ISessionRequest
{
    // The one request without it.
    string ISessionRequest.ClientObservedServerSideSessionId
    {
        set { }
    }
}

internal sealed partial class ExecutePlanResponse : ISessionResponse;

internal sealed partial class ReleaseExecuteResponse : ISessionResponse;

internal sealed partial class AnalyzePlanResponse : ISessionResponse;

internal sealed partial class ConfigResponse : ISessionResponse;

internal sealed partial class AddArtifactsResponse : ISessionResponse;

internal sealed partial class ArtifactStatusesResponse : ISessionResponse;

internal sealed partial class InterruptResponse : ISessionResponse;

internal sealed partial class ReleaseSessionResponse : ISessionResponse;
