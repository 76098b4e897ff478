using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration.Documents;

/// <summary>
/// Where the keys of a configuration object stand, by their paths within it, so that a problem found later has a place too;
/// an entry of a list also by its text: <c>data_types=trades</c>. All are equal: where something stands is no part of what it says.
/// </summary>
internal sealed class ConfigPlaces : IEquatable<ConfigPlaces>
{
    /// <summary>Of what was made in code.</summary>
    public static readonly ConfigPlaces None = new();

    private readonly Dictionary<string, ConfigPlace> _places = new(StringComparer.Ordinal);

    /// <summary>The values that placeholders filled in, and what to say instead.</summary>
    public ImmutableArray<KeyValuePair<Secret, string>> FilledIn { get; private set; } = [];

    /// <summary>Of all in and under a node, and of further nodes beside it.</summary>
    public static ConfigPlaces Of(ConfigNode node, params ReadOnlySpan<KeyValuePair<string, ConfigNode>> beside)
    {
        var places = new ConfigPlaces();
        places.Collect(node, "");
        foreach (var (key, other) in beside)
            places.Collect(other, key);
        return places;
    }

    /// <summary>The place of a key, or of the nearest thing around it that stands there; null when nothing of it was read from a file.</summary>
    public Place? Find(string key) => Nearest(key)?.Place;

    /// <summary>The whole path of a key.</summary>
    public string PathOf(string key)
    {
        if (_places.TryGetValue(key, out var found))
            return found.Path;
        var plain = key.Split('=')[0];
        return _places.TryGetValue("", out var root) ? ConfigPath.Under(root.Path, plain) : plain;
    }

    /// <summary>Whether a placeholder filled the value in.</summary>
    public bool IsFilledIn(string key) => _places.TryGetValue(key, out var found) && found.IsFilledIn;

    public bool Equals(ConfigPlaces? other) => other is not null;

    public override bool Equals(object? obj) => obj is ConfigPlaces;

    public override int GetHashCode() => 0;

    private ConfigPlace? Nearest(string key)
    {
        for (var at = key; ; at = at[..Math.Max(0, at.LastIndexOfAny(['.', '[', '=']))])
        {
            if (_places.TryGetValue(at, out var found))
                return found;
            if (at.Length == 0)
                return null;
        }
    }

    private void Collect(ConfigNode node, string key)
    {
        var source = (node as ScalarNode)?.Source;
        _places[key] = new ConfigPlace(node.Place, node.Path, source is not null);
        if (node is ScalarNode { Source: not null } scalar)
            FilledIn = FilledIn.Add(new(new Secret(scalar.Text), scalar.Source));
        foreach (var (name, member) in node is MappingNode mapping ? mapping.Members : [])
            Collect(member, ConfigPath.Join(key, name.Text));
        var items = node is SequenceNode sequence ? sequence.Items : [];
        for (var i = 0; i < items.Count; i++)
        {
            Collect(items[i], ConfigPath.Item(key, i));
            if (items[i] is ScalarNode item)
                _places.TryAdd($"{key}={item.Text}", new ConfigPlace(item.Place, item.Path, item.Source is not null));
        }
    }

    private readonly record struct ConfigPlace(Place Place, string Path, bool IsFilledIn);
}
