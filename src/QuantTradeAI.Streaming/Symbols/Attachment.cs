using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Subscribers;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>One stream's way into one subscriber's queue.</summary>
internal sealed record Attachment(SubscriberQueue Queue, int Lane, DataTypes DataTypes, bool WantsLastKnown)
{
    public bool Wants(DataTypes dataType) => (DataTypes & dataType) != 0;
}
