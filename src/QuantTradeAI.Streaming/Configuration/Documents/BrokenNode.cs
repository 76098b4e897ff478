namespace QuantTradeAI.Streaming.Configuration.Documents;

/// <summary>Something whose problem is noted already: nothing further is said of it.</summary>
internal sealed record BrokenNode(Place Place) : ConfigNode(Place)
{
    public override string Describe() => "something broken";
}
