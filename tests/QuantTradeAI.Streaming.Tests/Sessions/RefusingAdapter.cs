using System.Collections.Immutable;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Sessions;

/// <summary>A venue whose every frame refuses the connection, and whose handshake is two messages an hour apart.</summary>
internal sealed class RefusingAdapter(ControlSignal.Failed refusal) : StreamingProviderAdapter
{
    public override string ProviderName => "refusing";

    public override string ProviderVersion => "1.0.0";

    public override ProviderCapabilities GetCapabilities() => new() { AssetTypes = ["crypto"], DataTypes = DataTypes.Trades };

    public override ConnectionRules GetConnectionRules(ProviderSettings settings) => new() { ControlMessageSpacing = TimeSpan.FromHours(1) };

    public override IEnumerable<VenueRequest> GetHandshake(ProviderSettings settings) => [new("one"u8.ToArray(), []), new("two"u8.ToArray(), [])];

    public override VenueRequest BuildSubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) => new(default, channels);

    public override VenueRequest BuildUnsubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) => new(default, channels);

    public override IFrameDecoder CreateDecoder(DecoderContext context) => new Decoder(refusal);

    private sealed class Decoder(ControlSignal refusal) : IFrameDecoder
    {
        public void Decode(ReadOnlySpan<byte> frame, UnixNanos receiveTime, FrameOutput output) => output.Signal(refusal);
    }
}
