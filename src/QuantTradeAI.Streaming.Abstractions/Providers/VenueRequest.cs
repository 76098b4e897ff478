using System.Collections.Immutable;

namespace QuantTradeAI.Streaming.Providers;

/// <summary>One control message to the venue.</summary>
/// <param name="Payload">The text message, UTF-8.</param>
/// <param name="Covers">What it subscribes or unsubscribes; empty for anything else.</param>
/// <param name="Id">What an acknowledgement by id refers to; 0 when the venue knows no ids.</param>
public sealed record VenueRequest(ReadOnlyMemory<byte> Payload, ImmutableArray<ChannelSubscription> Covers, long Id = 0);
