using System.Text;
using System.Text.Json;

namespace QuantTradeAI.Streaming.Configuration.Documents;

/// <summary>Reads one JSON document into nodes with places: strict JSON, without comments and trailing commas; duplicate keys are found.</summary>
internal ref struct JsonText
{
    private readonly string _file;
    private readonly ProblemList _problems;
    private readonly ReadOnlySpan<byte> _bytes;
    private Utf8JsonReader _reader;
    private int _at;
    private int _line = 1;
    private int _column = 1;
    private int _nodes;

    private JsonText(string file, ReadOnlySpan<byte> bytes, ProblemList problems)
    {
        _file = file;
        _bytes = bytes;
        _problems = problems;
        _reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = ConfigFile.MaxDepth + 1 });
    }

    /// <summary>The root, or null with the problem that kept it from being read.</summary>
    public static ConfigNode? Read(string file, string text, ProblemList problems)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            problems.Add(Place.StartOf(file), "", ConfigFile.Empty);
            return null;
        }

        var json = new JsonText(file, Encoding.UTF8.GetBytes(text), problems);
        try
        {
            json._reader.Read();
            var root = json.ReadNode();
            json._reader.Read();
            return root;
        }
        catch (JsonException error)
        {
            problems.Add(json.PlaceOf(error), "", Explain(error));
            return null;
        }
    }

    private ConfigNode ReadNode()
    {
        var place = Here();
        if (++_nodes > ConfigFile.MaxNodes)
            throw new JsonException(ConfigFile.TooMany, null, _line - 1, _column - 1);
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return ReadMapping(place);
            case JsonTokenType.StartArray:
                var items = new List<ConfigNode>();
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
                    items.Add(ReadNode());
                return new SequenceNode(items, place);
            case JsonTokenType.String:
                return ReadString(place);
            default:
                return new ScalarNode(Encoding.UTF8.GetString(_reader.ValueSpan), IsPlain: true, place);
        }
    }

    private MappingNode ReadMapping(Place at)
    {
        var members = new List<KeyValuePair<ScalarNode, ConfigNode>>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var key = ReadString(Here());
            _reader.Read();
            var value = ReadNode();
            if (key is not ScalarNode name)
                continue;
            if (names.Add(name.Text))
                members.Add(new(name, value));
            else
                _problems.Add(name.Place, "", $"the key {Shown.Quoted(name.Text)} stands here twice; expected each once");
        }

        return new MappingNode(members, at);
    }

    private readonly ConfigNode ReadString(Place place)
    {
        string? text = null;
        try
        {
            text = _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a character.
        }

        var wrong = text is null ? "half of a character stands in this value; expected text" : ForbiddenText.FindIn(text);
        if (wrong is null)
            return new ScalarNode(text!, IsPlain: false, place);
        _problems.Add(place, "", wrong);
        return new BrokenNode(place);
    }

    /// <summary>Where the current token stands; tokens come in order, so each byte is counted once.</summary>
    private Place Here()
    {
        for (var end = (int)_reader.TokenStartIndex; _at < end; _at++)
        {
            if (_bytes[_at] == '\n')
                (_line, _column) = (_line + 1, 1);
            else if ((_bytes[_at] & 0xC0) != 0x80)
                _column++;
        }

        return new Place(_file, _line, _column);
    }

    private readonly Place PlaceOf(JsonException error)
    {
        var line = error.LineNumber ?? 0;
        var begin = 0;
        for (var skipped = 0; skipped < line; skipped++)
            begin += _bytes[begin..].IndexOf((byte)'\n') + 1;
        var length = (int)Math.Min(error.BytePositionInLine ?? 0, _bytes.Length - begin);
        return new Place(_file, line + 1, Encoding.UTF8.GetCharCount(_bytes.Slice(begin, length)) + 1);
    }

    /// <summary>The reader's own words, without its places and options; not where they repeat what stands there, which may be a secret.</summary>
    private static string Explain(JsonException error)
    {
        var message = error.Message;
        if (message.Contains("maximum configured depth", StringComparison.Ordinal))
            return ConfigFile.TooDeep;
        if (message == ConfigFile.TooMany)
            return message;
        if (message.Contains("invalid JSON literal", StringComparison.Ordinal))
            return "this is no JSON value; expected a text in double quotes, a number, true, false or null";
        var end = new[] { " Change the reader options", " LineNumber:" }
            .Select(tail => message.IndexOf(tail, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(message.Length).Min();
        return $"this is no JSON: {message[..end].TrimEnd('.')}; expected strict JSON, without comments and trailing commas";
    }
}
