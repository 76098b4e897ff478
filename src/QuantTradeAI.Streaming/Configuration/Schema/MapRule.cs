using System.Text.Json.Nodes;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary>A mapping with names of the user's own.</summary>
/// <param name="name">What each name is.</param>
/// <param name="value">What each value is.</param>
/// <param name="expected">In words: <c>options by name</c>.</param>
/// <param name="least">How many there must be.</param>
/// <param name="isSecret">Whether something else in its place may be a secret all the same.</param>
internal sealed class MapRule(TextRule name, Rule value, string expected, int least = 0, bool isSecret = false) : Rule
{
    public override string Expected => $"a mapping of {expected}{(least > 0 ? $", at least {least}" : "")}";

    public override JsonObject ToJson()
    {
        var schema = new JsonObject { ["type"] = "object", ["propertyNames"] = name.ToJson(), ["additionalProperties"] = value.ToJson() };
        if (least > 0)
            schema["minProperties"] = least;
        return schema;
    }

    protected override ConfigNode? AcceptNode(ConfigNode node, ProblemList problems)
    {
        if (node is not MappingNode mapping || mapping.Members.Count < least)
            return Refuse(node, problems, isSecret && node is ScalarNode ? "a single value" : null);
        var members = new List<KeyValuePair<ScalarNode, ConfigNode>>();
        foreach (var (key, member) in mapping.Members)
        {
            var named = key with { Path = ConfigPath.Join(node.Path, key.Text) };
            var right = value.Accept(member, named.Path, problems);
            if (!name.Fits(key.Text))
                problems.Add(named, $"got the name {key.Describe()}; expected {name.Expected}");
            else if (right is not null)
                members.Add(new(named, right));
        }

        return mapping with { Members = members };
    }
}
