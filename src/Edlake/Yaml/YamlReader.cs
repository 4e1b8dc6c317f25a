using Edlake.Diagnostics;
using Edlake.Files;
using Edlake.Sql.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Edlake.Yaml;

/// <summary>
/// Reads a YAML (or JSON) file into a tree that knows file, line and column of every value. Plain scalars have the types of YAML 1.2's
/// core schema, as Databricks' own reader gives them: <c>yes</c> and <c>on</c> are text.
/// </summary>
public sealed class YamlReader
{
    private const string MergeKey = "<<";

    private readonly Dictionary<string, ConfigValue> _anchors = [];
    private readonly TextFile _file;
    private readonly string[] _lines;
    private readonly Scanner _scanner;
    private readonly IParser _parser;

    private YamlReader(TextFile file)
    {
        _file = file;
        var text = file.Text.TrimStart(TextFile.ByteOrderMark);
        _lines = text.Split('\n');
        _scanner = new Scanner(new StringReader(text));
        _parser = new Parser(_scanner);
    }

    /// <summary>Reads a file that holds one document; an empty one is a null scalar.</summary>
    /// <exception cref="EdlakeException">YAML_SYNTAX_ERROR, YAML_DUPLICATE_KEY, or what <see cref="TextFile"/> raises.</exception>
    public static ConfigValue Read(TextFile file) => new YamlReader(file).Document();

    private ConfigValue Document()
    {
        try
        {
            _parser.Consume<StreamStart>();
            if (_parser.TryConsume<StreamEnd>(out var end))
                return new ConfigScalar("", ScalarKind.Null, PositionOf(end.Start));
            _parser.Consume<DocumentStart>();
            var value = Value();
            _parser.Consume<DocumentEnd>();
            if (_parser.TryConsume<DocumentStart>(out var second))
            {
                throw new EdlakeException(
                    "YAML_SYNTAX_ERROR", $"'{_file.DisplayPath}' holds more than one YAML document.", "Keep one, without '---' lines between.",
                    PositionOf(second.Start));
            }

            return value;
        }
        catch (YamlException error)
        {
            throw SyntaxError(error.Message, error.Start, error);
        }
        catch (InvalidOperationException error)
        {
            // The library's own slip on some unfinished flow lists and maps.
            throw SyntaxError("a list or map in brackets is not finished, or goes on with too little indentation", _scanner.CurrentPosition, error);
        }
    }

    private ConfigValue Value()
    {
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            return _anchors.TryGetValue(alias.Value.Value, out var known) ? known : throw new EdlakeException(
                "YAML_SYNTAX_ERROR", $"There is no anchor '&{alias.Value.Value}' before this alias.", "Define the anchor first.",
                PositionOf(alias.Start));
        }

        var anchor = _parser.Accept<NodeEvent>(out var node) ? node.Anchor : AnchorName.Empty;
        ConfigValue value = node switch
        {
            MappingStart => Map(),
            SequenceStart => Sequence(),
            _ => Scalar(_parser.Consume<Scalar>()),
        };
        if (!anchor.IsEmpty)
            _anchors[anchor.Value] = value;
        return value;
    }

    private ConfigSequence Sequence()
    {
        var start = _parser.Consume<SequenceStart>();
        var items = new List<ConfigValue>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(Value());
        return new ConfigSequence(items, PositionOf(start.Start));
    }

    private ConfigMap Map()
    {
        var start = _parser.Consume<MappingStart>();
        var entries = new List<ConfigEntry>();
        var merged = new List<ConfigEntry>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var position = PositionOf(_parser.Current!.Start);
            if (Value() is not ConfigScalar key)
                throw new EdlakeException("YAML_SYNTAX_ERROR", "A key of a map must be a plain value.", "Write 'key: value'.", position);
            var value = Value();
            if (key.Text == MergeKey)
                merged.AddRange(MergedEntries(value));
            else if (entries.Find(entry => entry.Key == key.Text) is { } first)
                throw DuplicateKey(first, position);
            else
                entries.Add(new ConfigEntry(key.Text, position, value));
        }

        // What is written beats what '<<' brings in, and the first of several maps beats the later ones.
        foreach (var entry in merged.Where(entry => entries.TrueForAll(own => own.Key != entry.Key)))
            entries.Add(entry);
        return new ConfigMap(entries, PositionOf(start.Start));
    }

    private static IEnumerable<ConfigEntry> MergedEntries(ConfigValue value) => value switch
    {
        ConfigMap map => map.Entries,
        ConfigSequence maps when maps.Items.All(item => item is ConfigMap) =>
            maps.Items.SelectMany(item => ((ConfigMap)item).Entries).DistinctBy(entry => entry.Key),
        _ => throw new EdlakeException(
            "YAML_SYNTAX_ERROR", $"'<<' takes a map or a list of maps, not {value.KindName}.", "Write '<<: *anchor'.", value.Position),
    };

    private ConfigScalar Scalar(Scalar scalar)
    {
        var kind = scalar is { Style: ScalarStyle.Plain, IsPlainImplicit: true } ? ScalarKinds.Of(scalar.Value) : ScalarKind.Text;
        return new ConfigScalar(scalar.Value, kind, PositionOf(scalar.Start));
    }

    private EdlakeException SyntaxError(string reason, Mark mark, Exception cause)
    {
        // The library blames the block that a tab breaks, not the tab.
        var tab = Array.FindIndex(_lines, line => line.TrimStart(' ').StartsWith('\t') && !string.IsNullOrWhiteSpace(line));
        return new EdlakeException(
            "YAML_SYNTAX_ERROR",
            $"'{_file.DisplayPath}' is not valid YAML: {(tab < 0 ? reason.TrimEnd('.') : "a line is indented with a tab")}.",
            tab < 0 ? "Check indentation, quotes and colons at this place." : "Indent with blanks.",
            tab < 0 ? PositionOf(mark) : PositionOf(tab + 1, _lines[tab].IndexOf('\t', StringComparison.Ordinal) + 1),
            cause);
    }

    private static EdlakeException DuplicateKey(ConfigEntry first, SourcePosition second) => new(
        "YAML_DUPLICATE_KEY", $"The key '{first.Key}' stands here a second time; the first is at {first.KeyPosition}.",
        "Remove one of them.", second);

    private SourcePosition PositionOf(Mark mark) => PositionOf((int)Math.Clamp(mark.Line, 1, _lines.Length), (int)mark.Column);

    private SourcePosition PositionOf(int line, int column) =>
        new(_file.DisplayPath, line, column) { LineText = _lines[line - 1].TrimEnd('\r') };
}
