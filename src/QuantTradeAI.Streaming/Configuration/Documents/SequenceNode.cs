namespace QuantTradeAI.Streaming.Configuration.Documents;

/// <summary>A list.</summary>
internal sealed record SequenceNode(IReadOnlyList<ConfigNode> Items, Place Place) : ConfigNode(Place)
{
    public override string Describe() => Items.Count == 0 ? "an empty list" : "a list";
}
