using Edlake.Spark.Connect.Protocol.Rpc;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Status = Grpc.Core.Status;

namespace Edlake.Spark.Tests.Connect.Server;

/// <summary>Errors as a server raises them.</summary>
internal static class Failures
{
    /// <summary>One of Spark's own, with what its trailer says.</summary>
    internal static RpcException OfSpark(string message, params (string Key, string Value)[] metadata)
    {
        var info = new ErrorInfo { Reason = "org.apache.spark.SparkException", Domain = "org.apache.spark" };
        foreach (var (key, value) in metadata)
            info.Metadata.Add(key, value);
        var status = new Spark.Connect.Protocol.Rpc.Status
        {
            Code = (int)StatusCode.Internal,
            Message = message,
            Details = { new Any { TypeUrl = "type.googleapis.com/google.rpc.ErrorInfo", Value = info.ToByteString() } },
        };
        return new RpcException(new Status(StatusCode.Internal, message), new Metadata { { "grpc-status-details-bin", status.ToByteArray() } });
    }

    internal static RpcException OfHandle(string subclass) =>
        OfSpark($"[INVALID_HANDLE.{subclass}] The handle is invalid. SQLSTATE: HY000", ("errorClass", $"INVALID_HANDLE.{subclass}"), ("sqlState", "HY000"));

    internal static RpcException Of(FaultKind kind) => kind switch
    {
        FaultKind.Disconnected => OfSpark(
            "[INVALID_CURSOR.DISCONNECTED] The cursor has been disconnected by the server. SQLSTATE: HY109",
            ("errorClass", "INVALID_CURSOR.DISCONNECTED")),
        _ => new RpcException(new Status(StatusCode.Unavailable, "the connection is lost")),
    };
}
