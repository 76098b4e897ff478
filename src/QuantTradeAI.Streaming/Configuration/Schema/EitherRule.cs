using System.Text.Json.Nodes;
using QuantTradeAI.Streaming.Configuration.Documents;

namespace QuantTradeAI.Streaming.Configuration.Schema;

/// <summary>A list or a mapping, each with its own rule.</summary>
internal sealed class EitherRule(ListRule list, MapRule map) : Rule
{
    public override string Expected => $"{list.Expected}, or {map.Expected}";

    public override JsonObject ToJson() => new() { ["anyOf"] = new JsonArray(list.ToJson(), map.ToJson()) };

    protected override ConfigNode? AcceptNode(ConfigNode node, ProblemList problems) => node switch
    {
        SequenceNode => list.Accept(node, node.Path, problems),
        MappingNode => map.Accept(node, node.Path, problems),
        _ => Refuse(node, problems),
    };
}
