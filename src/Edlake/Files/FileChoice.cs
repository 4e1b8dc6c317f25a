using System.Globalization;
using Edlake.Diagnostics;

namespace Edlake.Files;

/// <summary>Which of the files there are wanted.</summary>
internal sealed class FileChoice
{
    private readonly Dictionary<string, string> _options;
    private readonly List<PathPattern> _names;
    private readonly HashSet<string>? _files;
    private readonly DateTime? _after;
    private readonly DateTime? _before;

    internal FileChoice(IReadOnlyDictionary<string, string> options)
    {
        _options = new Dictionary<string, string>(options, StringComparer.OrdinalIgnoreCase);
        _names = [.. new[] { "fileNamePattern", "pathGlobFilter" }.Select(_options.GetValueOrDefault).OfType<string>().Select(pattern => new PathPattern(pattern))];
        _files = _options.TryGetValue("files", out var files) ? files.Split('\n').ToHashSet(StringComparer.Ordinal) : null;
        (_after, _before) = (Time("modifiedAfter"), Time("modifiedBefore"));
    }

    internal bool IgnoresMissing => string.Equals(_options.GetValueOrDefault("ignoreMissingFiles"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a file is among those that are asked for by name; all are where none is.</summary>
    internal bool Names(FileInfo file) => _files is null || _files.Any(name => Is(file, name));

    /// <summary>Whether a file's name and age are as the options ask.</summary>
    internal bool Accepts(FileInfo file) => _names.All(pattern => pattern.Matches(file.Name))
        && (_after is null || file.LastWriteTimeUtc > _after)
        && (_before is null || file.LastWriteTimeUtc < _before);

    /// <summary>The first file asked for by name that is not there; null where missing files are ignored.</summary>
    internal string? Missing(IReadOnlyList<FileInfo> found) => IgnoresMissing ? null : _files?.FirstOrDefault(name => !found.Any(file => Is(file, name)));

    private static bool Is(FileInfo file, string name) => file.FullName.Replace('\\', '/').EndsWith($"/{name.TrimStart('/')}", StringComparison.Ordinal);

    private DateTime? Time(string option) => !_options.TryGetValue(option, out var text) ? null
        : DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time
        : throw new EdlakeException("INVALID_OPTION_VALUE", $"The option {option} is not a timestamp: '{text}'.", "Write it as 2024-01-31T00:00:00.");
}
