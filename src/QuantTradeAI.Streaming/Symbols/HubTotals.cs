using System.Collections.Immutable;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Subscribers;

namespace QuantTradeAI.Streaming.Symbols;

/// <summary>What a <see cref="SymbolHub"/> counted since it began.</summary>
/// <param name="Providers">By provider and kind.</param>
/// <param name="Subscribers">Over all subscriptions, ended ones too.</param>
/// <param name="Refused">Events without symbol, provider or kind, and events after the end.</param>
public sealed record HubTotals(ImmutableDictionary<ProviderId, StreamCounters> Providers, SubscriberTotals Subscribers, long Refused);
