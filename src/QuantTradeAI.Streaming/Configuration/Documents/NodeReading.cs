using System.Collections.Immutable;
using System.Globalization;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Configuration.Documents;

/// <summary>Takes values out of nodes that the schema has accepted: what is there is right, what is not was absent or is noted as a problem.</summary>
internal static class NodeReading
{
    public static ConfigNode? Member(this ConfigNode? node, string key)
    {
        if (node is MappingNode mapping)
        {
            foreach (var (name, value) in mapping.Members)
            {
                if (name.Text == key)
                    return value;
            }
        }

        return null;
    }

    public static string? Text(this ConfigNode? node, string key) => (node.Member(key) as ScalarNode)?.Text;

    public static Secret? Secret(this ConfigNode? node, string key) => node.Text(key) is { } text ? new Secret(text) : null;

    public static Uri? Address(this ConfigNode? node, string key) => node.Text(key) is { } text ? new Uri(text) : null;

    public static bool? Flag(this ConfigNode? node, string key) => node.Text(key) is { } text ? text == "true" : null;

    public static int? Whole(this ConfigNode? node, string key) =>
        node.Text(key) is { } text ? int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;

    public static double? Number(this ConfigNode? node, string key) =>
        node.Text(key) is { } text ? double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    public static TimeSpan? Seconds(this ConfigNode? node, string key) => node.Whole(key) is { } seconds ? TimeSpan.FromSeconds(seconds) : null;

    public static TimeSpan? Milliseconds(this ConfigNode? node, string key) => node.Number(key) is { } ms ? TimeSpan.FromMilliseconds(ms) : null;

    /// <summary>The entries of a list; none when it is absent.</summary>
    public static IReadOnlyList<ConfigNode> Items(this ConfigNode? node, string key) => node.Member(key) is SequenceNode sequence ? sequence.Items : [];

    /// <summary>The texts of a list; null when it is absent.</summary>
    public static ImmutableArray<string>? Texts(this ConfigNode? node, string key) =>
        node.Member(key) is SequenceNode sequence ? [.. sequence.Items.OfType<ScalarNode>().Select(item => item.Text)] : null;

    /// <summary>The names and texts of a mapping; none when it is absent.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Pairs(this ConfigNode? node, string key) =>
        node.Member(key) is MappingNode mapping
            ? mapping.Members.Select(member => KeyValuePair.Create(member.Key.Text, ((ScalarNode)member.Value).Text))
            : [];
}
