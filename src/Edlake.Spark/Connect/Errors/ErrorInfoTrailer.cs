using Edlake.Spark.Connect.Protocol.Rpc;
using Google.Protobuf;
using Grpc.Core;

namespace Edlake.Spark.Connect.Errors;

/// <summary>The details that a failed call's trailer carries.</summary>
internal static class ErrorInfoTrailer
{
    private const string Trailer = "grpc-status-details-bin";

    /// <summary>What Spark says of the error; null where the failure is not Spark's.</summary>
    internal static ErrorInfo? ErrorInfoOf(RpcException error) => Detail(error, ErrorInfo.Parser, ErrorInfo.Descriptor.FullName);

    /// <summary>Set where the server says that the call may be made again.</summary>
    internal static RetryInfo? RetryInfoOf(RpcException error) => Detail(error, RetryInfo.Parser, RetryInfo.Descriptor.FullName);

    private static T? Detail<T>(RpcException error, MessageParser<T> parser, string name)
        where T : class, IMessage<T>
    {
        if (error.Trailers.GetValueBytes(Trailer) is not { } bytes)
            return null;
        var details = Protocol.Rpc.Status.Parser.ParseFrom(bytes).Details;
        var any = details.FirstOrDefault(detail => detail.TypeUrl.EndsWith("/" + name, StringComparison.Ordinal));
        return any is null ? null : parser.ParseFrom(any.Value);
    }
}
