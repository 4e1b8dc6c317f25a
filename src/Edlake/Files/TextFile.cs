using System.Text;
using Edlake.Diagnostics;
using Edlake.Sql.Diagnostics;

namespace Edlake.Files;

/// <summary>
/// A small text file of the bundle (configuration, notebook, SQL), read whole and strictly as UTF-8: what cannot be read is an error
/// that says why, and a wrong byte is not replaced in silence.
/// </summary>
/// <param name="Path">Absolute path.</param>
/// <param name="DisplayPath">The path that errors show: relative to the bundle's folder where it is inside.</param>
/// <param name="Text">The content, a byte order mark included.</param>
public sealed record TextFile(string Path, string DisplayPath, string Text)
{
    /// <summary>The mark that some editors put first.</summary>
    public const char ByteOrderMark = '\uFEFF';

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="displayRoot">The folder that errors show paths from; null shows the absolute path.</param>
    /// <exception cref="EdlakeException">PATH_NOT_FOUND, IS_A_DIRECTORY, FILE_NOT_READABLE or INVALID_ENCODING.</exception>
    public static TextFile Read(string path, string? displayRoot = null)
    {
        var shown = Display(path, displayRoot);
        if (Directory.Exists(path))
            throw new EdlakeException("IS_A_DIRECTORY", $"'{shown}' is a directory, not a file.", "Name a file.", Start(shown));
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EdlakeException("PATH_NOT_FOUND", $"There is no file '{shown}'.", "Check the path.", Start(shown), error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new EdlakeException(
                "FILE_NOT_READABLE", $"The file '{shown}' cannot be read: {error.Message}", "Check its permissions.", Start(shown), error);
        }

        return new TextFile(path, shown, Decode(bytes, shown));
    }

    /// <summary>A path the way errors show it.</summary>
    public static string Display(string path, string? displayRoot)
    {
        if (displayRoot is null)
            return path;
        var relative = System.IO.Path.GetRelativePath(displayRoot, path).Replace('\\', '/');
        return relative.StartsWith("../", StringComparison.Ordinal) || System.IO.Path.IsPathRooted(relative) ? path : relative;
    }

    private static string Decode(byte[] bytes, string shown)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            var good = ValidPrefix(bytes);
            var before = new SourceText(Strict.GetString(bytes, 0, good), shown);
            throw new EdlakeException(
                "INVALID_ENCODING",
                $"The file '{shown}' is not UTF-8: byte 0x{bytes[good]:X2} is not text there.",
                "Save it as UTF-8 without a byte order mark.",
                before.PositionOf(before.Text.Length),
                error);
        }
    }

    private static int ValidPrefix(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && Rune.DecodeFromUtf8(bytes[at..], out _, out var read) == System.Buffers.OperationStatus.Done)
            at += read;
        return at;
    }

    private static SourcePosition Start(string shown) => new(shown, 1, 1);
}
