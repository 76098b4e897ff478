using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace QuantTradeAI.Streaming.Configuration.Documents;

/// <summary>
/// Reads one YAML document into nodes with places. YamlDotNet does the scanning; what it lets through is refused here:
/// documents that are too deep, anchors, aliases, tags, duplicate keys, several documents.
/// </summary>
internal sealed class YamlDocument
{
    private readonly string _file;
    private readonly Parser _parser;
    private readonly ProblemList _problems;
    private int _nodes;

    private YamlDocument(string file, string text, ProblemList problems) => (_file, _parser, _problems) = (file, new Parser(new StringReader(text)), problems);

    /// <summary>The first tab that indents; the parser tells where the mapping began that it stands in.</summary>
    private static Place? FindTab(string file, string text)
    {
        var line = 0L;
        foreach (var content in text.AsSpan().EnumerateLines())
        {
            line++;
            var indent = content.Length - content.TrimStart(" \t").Length;
            if (content[..indent].IndexOf('\t') is >= 0 and var at)
                return new Place(file, line, at + 1);
        }

        return null;
    }

    /// <summary>The root, or null with the problem that kept it from being read.</summary>
    public static ConfigNode? Read(string file, string text, ProblemList problems)
    {
        try
        {
            return new YamlDocument(file, text, problems).ReadRoot();
        }
        catch (YamlException error)
        {
            if (error.Message.Contains("tab", StringComparison.Ordinal) && FindTab(file, text) is { } tab)
                problems.Add(tab, "", "a tab indents this line; expected spaces");
            else
                problems.Add(new Place(file, Math.Max(1, error.Start.Line), Math.Max(1, error.Start.Column)), "", error.Message);
            return null;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            problems.Add(Place.StartOf(file), "", "this is no YAML that can be read; check quotes, brackets and indentation");
            return null;
        }
    }

    private ConfigNode ReadRoot()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
            throw new YamlException(Mark.Empty, Mark.Empty, ConfigFile.Empty);
        _parser.Consume<DocumentStart>();
        var root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.Accept<DocumentStart>(out var second))
            _problems.Add(PlaceOf(second.Start), "", "a second document begins here; expected one document in the file");
        return root;
    }

    private ConfigNode ReadNode(int depth)
    {
        var at = _parser.Current!.Start;
        if (depth > ConfigFile.MaxDepth)
            throw new YamlException(at, at, ConfigFile.TooDeep);
        if (++_nodes > ConfigFile.MaxNodes)
            throw new YamlException(at, at, ConfigFile.TooMany);
        if (_parser.Current is NodeEvent node)
            RefuseProperties(node);
        if (_parser.TryConsume<Scalar>(out var scalar))
            return ReadScalar(scalar);
        if (_parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<ConfigNode>();
            while (!_parser.TryConsume<SequenceEnd>(out _))
                items.Add(ReadNode(depth + 1));
            return new SequenceNode(items, PlaceOf(at));
        }

        if (_parser.TryConsume<MappingStart>(out _))
            return ReadMapping(depth, at);
        _parser.MoveNext();
        return Broken(at, "aliases are not accepted; write the value out");
    }

    private ConfigNode ReadScalar(Scalar scalar) => ForbiddenText.FindIn(scalar.Value) is { } wrong
        ? Broken(scalar.Start, wrong)
        : new ScalarNode(scalar.Value, scalar.Style == ScalarStyle.Plain, PlaceOf(scalar.Start));

    private MappingNode ReadMapping(int depth, Mark at)
    {
        var members = new List<KeyValuePair<ScalarNode, ConfigNode>>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var place = _parser.Current!.Start;
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not ScalarNode name)
            {
                if (key is not BrokenNode)
                    Broken(place, "a key must be a single word");
            }
            else if (names.Add(name.Text))
            {
                members.Add(new(name, value));
            }
            else
            {
                Broken(place, $"the key {Shown.Quoted(name.Text)} stands here twice; expected each once");
            }
        }

        return new MappingNode(members, PlaceOf(at));
    }

    private void RefuseProperties(NodeEvent node)
    {
        if (!node.Anchor.IsEmpty)
            Broken(node.Start, "anchors are not accepted; write the value out wherever it is needed");
        if (!node.Tag.IsEmpty)
            Broken(node.Start, "tags are not accepted; write the value alone");
    }

    private BrokenNode Broken(Mark at, string message)
    {
        _problems.Add(PlaceOf(at), "", message);
        return new BrokenNode(PlaceOf(at));
    }

    private Place PlaceOf(Mark at) => new(_file, at.Line, at.Column);
}
