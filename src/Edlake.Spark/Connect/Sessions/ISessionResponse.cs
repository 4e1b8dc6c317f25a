namespace Edlake.Spark.Connect.Protocol;

/// <summary>What every response says of its session.</summary>
internal interface ISessionResponse
{
    string SessionId { get; }

    string ServerSideSessionId { get; }
}
