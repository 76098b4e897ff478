using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace QuantTradeAI.Streaming.Configuration.Yaml;

/// <summary>
/// Reads one YAML document into nodes with places. YamlDotNet does the scanning; what it lets through is refused here:
/// documents that are too large or too deep, aliases, duplicate keys, several documents.
/// </summary>
internal static class YamlDocument
{
    /// <summary>Largest document in characters.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>Deepest nesting.</summary>
    public const int MaxDepth = 32;

    /// <summary>What is said of a document above <see cref="MaxLength"/>.</summary>
    public static readonly string TooLarge = $"the file is larger than {MaxLength:N0} characters";

    /// <summary>The root, or null with the problem that kept it from being read.</summary>
    public static ConfigNode? Read(string file, string text, ICollection<ConfigProblem> problems)
    {
        try
        {
            Guard(text);
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
                throw new YamlException(Mark.Empty, Mark.Empty, "the file is empty; expected a mapping");
            parser.Consume<DocumentStart>();
            var root = ReadNode(parser, 0);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
                throw new YamlException(second.Start, second.End, "a second document begins here; expected one document in the file");
            return root;
        }
        catch (YamlException error)
        {
            problems.Add(new ConfigProblem(file, Math.Max(1, error.Start.Line), Math.Max(1, error.Start.Column), "", error.Message));
            return null;
        }
    }

    private static ConfigNode ReadNode(Parser parser, int depth)
    {
        var at = parser.Current!.Start;
        if (depth > MaxDepth)
            throw new YamlException(at, at, $"nested more than {MaxDepth} deep");
        if (parser.TryConsume<Scalar>(out var scalar))
            return new ScalarNode(scalar.Value, scalar.Style == ScalarStyle.Plain, at.Line, at.Column);
        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<ConfigNode>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                items.Add(ReadNode(parser, depth + 1));
            return new SequenceNode(items, at.Line, at.Column);
        }

        if (parser.TryConsume<MappingStart>(out _))
            return ReadMapping(parser, depth, at);
        throw new YamlException(at, at, "aliases are not accepted; write the value out");
    }

    private static MappingNode ReadMapping(Parser parser, int depth, Mark at)
    {
        var members = new List<KeyValuePair<ScalarNode, ConfigNode>>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var place = parser.Current!.Start;
            if (ReadNode(parser, depth + 1) is not ScalarNode key)
                throw new YamlException(place, place, "a key must be a single word");
            if (!names.Add(key.Text))
                throw new YamlException(place, place, $"the key '{key.Text}' stands here twice");
            members.Add(new(key, ReadNode(parser, depth + 1)));
        }

        return new MappingNode(members, at.Line, at.Column);
    }

    /// <summary>
    /// What the parser does not bound or takes for the end. Depth needs no guard: its events come one at a time, and reading them stops at the limit.
    /// </summary>
    private static void Guard(string text)
    {
        if (text.Length > MaxLength)
            throw new YamlException(Mark.Empty, Mark.Empty, TooLarge);
        var at = text.AsSpan().IndexOfAnyInRange('\0', '\u001F');
        for (var (line, begin) = (1L, 0); at >= 0; at = Next(text, at))
        {
            if (text[at] is not ('\t' or '\n' or '\r'))
            {
                var place = new Mark(at, line, at - begin + 1);
                throw new YamlException(place, place, $"the control character U+{(int)text[at]:X4} stands here; expected text");
            }

            if (text[at] == '\n')
                (line, begin) = (line + 1, at + 1);
        }
    }

    private static int Next(string text, int at)
    {
        var next = text.AsSpan(at + 1).IndexOfAnyInRange('\0', '\u001F');
        return next < 0 ? next : at + 1 + next;
    }
}
