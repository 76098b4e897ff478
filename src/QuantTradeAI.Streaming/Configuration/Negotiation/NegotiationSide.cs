namespace QuantTradeAI.Streaming.Configuration.Negotiation;

/// <summary>What a provider's configuration consists of.</summary>
internal enum NegotiationSide
{
    /// <summary>The entry of <c>streaming.providers</c>.</summary>
    Entry,

    /// <summary>The provider's document.</summary>
    Document,
}
