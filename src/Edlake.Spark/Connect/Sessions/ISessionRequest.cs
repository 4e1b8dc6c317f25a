namespace Edlake.Spark.Connect.Protocol;

/// <summary>What every request says of its session.</summary>
internal interface ISessionRequest
{
    string SessionId { set; }

    UserContext UserContext { set; }

    string ClientType { set; }

    string ClientObservedServerSideSessionId { set; }
}
