using Edlake.Diagnostics;

namespace Edlake.Files.Reading;

/// <summary>What the first bytes of a file say of its encoding.</summary>
public static class TextMark
{
    private const int Looked = 4096;

    /// <summary>
    /// Fails for a file that is UTF-16 or no text at all: split at the bytes of commas and line breaks it would give rows, and none of them
    /// true. Errors: FAILED_READ_FILE.NO_HINT.
    /// </summary>
    public static void RefuseOtherThanUtf8(RawFile file)
    {
        using var stream = RawBytes.Open(file.MachinePath);
        var buffer = new byte[Looked];
        var start = buffer.AsSpan(0, stream.ReadAtLeast(buffer, Looked, throwOnEndOfStream: false));
        var isMarked = start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        if (!isMarked && !start.Contains((byte)0))
            return;
        throw new EdlakeException(
            "FAILED_READ_FILE.NO_HINT",
            $"Error while reading file {file.DisplayPath}, line 1: {(isMarked ? "its byte order mark says UTF-16" : "it holds zero bytes, as UTF-16 without a mark does, or it is no text")}, not UTF-8.",
            "Save the file as UTF-8 or, for CSV, name its encoding (encoding => 'UTF-16').");
    }
}
