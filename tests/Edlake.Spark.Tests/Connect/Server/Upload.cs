using System.IO.Hashing;
using Edlake.Spark.Connect.Protocol;

namespace Edlake.Spark.Tests.Connect.Server;

/// <summary>One artifact as it arrives, checked chunk by chunk.</summary>
internal sealed class Upload
{
    private readonly List<byte> _bytes = [];
    private long _announcedBytes = -1;
    private long _announcedChunks = 1;
    private int _chunks;
    private bool _isDamaged;

    internal string Name { get; private set; } = "";

    internal byte[] Bytes => [.. _bytes];

    internal bool IsWhole => !_isDamaged && _chunks == _announcedChunks && (_announcedBytes < 0 || _announcedBytes == _bytes.Count);

    internal void Take(AddArtifactsRequest request)
    {
        switch (request.PayloadCase)
        {
            case AddArtifactsRequest.PayloadOneofCase.Batch:
                Name = request.Batch.Artifacts.Single().Name;
                Take(request.Batch.Artifacts.Single().Data);
                break;
            case AddArtifactsRequest.PayloadOneofCase.BeginChunk:
                (Name, _announcedBytes, _announcedChunks) = (request.BeginChunk.Name, request.BeginChunk.TotalBytes, request.BeginChunk.NumChunks);
                Take(request.BeginChunk.InitialChunk);
                break;
            default:
                Take(request.Chunk);
                break;
        }
    }

    private void Take(AddArtifactsRequest.Types.ArtifactChunk chunk)
    {
        _chunks++;
        _isDamaged |= Crc32.HashToUInt32(chunk.Data.Span) != chunk.Crc;
        _bytes.AddRange(chunk.Data.Span);
    }
}
