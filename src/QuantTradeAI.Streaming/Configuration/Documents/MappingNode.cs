namespace QuantTradeAI.Streaming.Configuration.Documents;

/// <summary>A mapping; keys are unique.</summary>
internal sealed record MappingNode(IReadOnlyList<KeyValuePair<ScalarNode, ConfigNode>> Members, Place Place) : ConfigNode(Place)
{
    public override string Describe() => Members.Count == 0 ? "an empty mapping" : "a mapping";
}
