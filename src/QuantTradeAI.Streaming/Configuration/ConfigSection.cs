using System.Collections.Immutable;
using System.Globalization;
using QuantTradeAI.Streaming.Configuration.Yaml;

namespace QuantTradeAI.Streaming.Configuration;

/// <summary>
/// Reads a mapping key by key. Each problem is noted with its place and reading goes on, so that one run finds them all.
/// </summary>
internal sealed class ConfigSection
{
    private readonly string _file;
    private readonly string _path;
    private readonly ICollection<ConfigProblem> _problems;
    private readonly ConfigNode _node;
    private readonly Dictionary<string, ConfigNode> _members = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public ConfigSection(string file, string path, ConfigNode node, ICollection<ConfigProblem> problems)
    {
        (_file, _path, _node, _problems) = (file, path, node, problems);
        if (node is MappingNode mapping)
        {
            foreach (var (key, value) in mapping.Members)
                _members[key.Text] = value;
        }
        else
        {
            Problem(node, path, $"got {node.Describe()}; expected a mapping");
        }
    }

    /// <summary>A section that must be there.</summary>
    public ConfigSection? Section(string key) =>
        Required(key, "a mapping") is { } node ? new ConfigSection(_file, Path(key), node, _problems) : null;

    /// <summary>A text that must be there.</summary>
    public string? Text(string key, string expected) => Required(key, expected) is { } node ? TextOf(node, Path(key), expected) : null;

    /// <summary>A text with a meaning: <paramref name="parse"/> returns null for what it does not accept.</summary>
    public T? Text<T>(string key, string expected, Func<string, T?> parse)
        where T : class
    {
        if (Required(key, expected) is not { } node || TextOf(node, Path(key), expected) is not { } text)
            return null;
        if (parse(text) is not { } value)
            return Problem<T>(node, Path(key), $"got '{text}'; expected {expected}");
        return value;
    }

    /// <summary>A whole number within its range, or null when the key is absent.</summary>
    public long? Integer(string key, long least, long most)
    {
        var expected = $"a whole number from {least} to {most}";
        if (Optional(key) is not { } node || TextOf(node, Path(key), expected) is not { } text)
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        Problem(node, Path(key), $"got '{text}'; expected {expected}");
        return null;
    }

    /// <summary>Texts with a meaning, or null when the key is absent.</summary>
    public ImmutableArray<T>? Texts<T>(string key, string expected, Func<string, T?> parse)
        where T : class
    {
        if (Optional(key) is not { } node)
            return null;
        if (node is not SequenceNode sequence)
        {
            Problem(node, Path(key), $"got {node.Describe()}; expected a list of {expected}");
            return null;
        }

        var values = ImmutableArray.CreateBuilder<T>();
        for (var i = 0; i < sequence.Items.Count; i++)
        {
            var place = $"{Path(key)}[{i}]";
            if (TextOf(sequence.Items[i], place, expected) is not { } text)
                continue;
            if (parse(text) is { } value)
                values.Add(value);
            else
                Problem(sequence.Items[i], place, $"got '{text}'; expected {expected}");
        }

        return values.ToImmutable();
    }

    /// <summary>Names with texts; empty when the key is absent.</summary>
    public ImmutableDictionary<string, string> Pairs(string key)
    {
        if (Optional(key) is not { } node)
            return ImmutableDictionary<string, string>.Empty;
        var section = new ConfigSection(_file, Path(key), node, _problems);
        var pairs = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var name in section._members.Keys)
        {
            if (section.Text(name, "a text") is { } text)
                pairs[name] = text;
        }

        return pairs.ToImmutable();
    }

    /// <summary>Mappings in a list that must be there and hold at least one.</summary>
    public IEnumerable<ConfigSection> Sections(string key)
    {
        if (Required(key, "a list of mappings") is not { } node)
            yield break;
        if (node is not SequenceNode { Items.Count: > 0 } sequence)
        {
            Problem(node, Path(key), $"got {(node is SequenceNode ? "an empty list" : node.Describe())}; expected a list with at least one mapping");
            yield break;
        }

        for (var i = 0; i < sequence.Items.Count; i++)
            yield return new ConfigSection(_file, $"{Path(key)}[{i}]", sequence.Items[i], _problems);
    }

    /// <summary>Keys that are accepted although nothing reads them yet.</summary>
    public void Accept(params ReadOnlySpan<string> keys)
    {
        foreach (var key in keys)
            _read.Add(key);
    }

    /// <summary>Notes every key that nobody asked for.</summary>
    public void RefuseUnknown()
    {
        foreach (var (key, node) in _members)
        {
            if (!_read.Contains(key))
                Problem(node, Path(key), $"unknown key; expected one of {string.Join(", ", _read.Order(StringComparer.Ordinal))}");
        }
    }

    /// <summary>Notes a problem at a key, or at the section when the key is absent.</summary>
    public void Problem(string key, string message) => Problem(_members.GetValueOrDefault(key, _node), Path(key), message);

    private ConfigNode? Optional(string key)
    {
        _read.Add(key);
        return _members.TryGetValue(key, out var node) && node is not ScalarNode { IsNull: true } ? node : null;
    }

    private ConfigNode? Required(string key, string expected)
    {
        var node = Optional(key);
        if (node is null && _node is MappingNode)
            Problem(key, $"missing; expected {expected}");
        return node;
    }

    private string? TextOf(ConfigNode node, string path, string expected)
    {
        if (node is ScalarNode { IsNull: false } scalar)
            return scalar.Text;
        Problem(node, path, $"got {node.Describe()}; expected {expected}");
        return null;
    }

    private string Path(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private void Problem(ConfigNode node, string path, string message) =>
        _problems.Add(new ConfigProblem(_file, node.Line, node.Column, path, message));

    private T? Problem<T>(ConfigNode node, string path, string message)
        where T : class
    {
        Problem(node, path, message);
        return null;
    }
}
