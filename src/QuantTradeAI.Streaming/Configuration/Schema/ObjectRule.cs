using System.Text.Json.Nodes;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary>A mapping with known keys.</summary>
internal sealed class ObjectRule(params Key[] keys) : Rule
{
    private readonly Dictionary<string, Key> _keys = keys.ToDictionary(key => key.Name, StringComparer.Ordinal);

    public override string Expected => "a mapping";

    public override JsonObject ToJson()
    {
        var schema = new JsonObject { ["type"] = "object", ["additionalProperties"] = false };
        if (keys.Any(key => key.IsRequired))
            schema["required"] = new JsonArray([.. keys.Where(key => key.IsRequired).Select(key => (JsonNode)key.Name)]);
        schema["properties"] = new JsonObject(keys.Select(key => KeyValuePair.Create(key.Name, (JsonNode?)JsonSchemaWriter.OfKey(key))));
        return schema;
    }

    protected override ConfigNode? AcceptNode(ConfigNode node, ProblemList problems)
    {
        if (node is not MappingNode mapping)
            return Refuse(node, problems);
        var members = new List<KeyValuePair<ScalarNode, ConfigNode>>();
        var there = new Dictionary<string, ConfigNode>(StringComparer.Ordinal);
        foreach (var (name, member) in mapping.Members)
        {
            var named = name with { Path = ConfigPath.Join(node.Path, name.Text) };
            there[name.Text] = member;
            if (!_keys.TryGetValue(name.Text, out var key))
                problems.Add(named, $"unknown key; expected one of {Names}{Nearest.DidYouMean(name.Text, _keys.Keys)}");
            else if (member is not ScalarNode { IsNull: true } && key.Rule.Accept(member, named.Path, problems) is { } right)
                members.Add(new(named, right));
        }

        foreach (var key in keys.Where(key => key.IsRequired && there.GetValueOrDefault(key.Name) is null or ScalarNode { IsNull: true }))
            problems.Add((there.GetValueOrDefault(key.Name) ?? node) with { Path = ConfigPath.Join(node.Path, key.Name) }, $"missing; expected {key.Rule.Expected}");
        return mapping with { Members = members };
    }

    private string Names => string.Join(", ", _keys.Keys.Order(StringComparer.Ordinal));
}
