using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Discovery;

/// <summary>A built-in adapter for tests.</summary>
public class SteadyAdapter : StreamingProviderAdapter
{
    public override string ProviderName => "steady";

    public override string ProviderVersion => "1.0.0";

    public override ProviderCapabilities GetCapabilities() => new() { AssetTypes = ["stocks"], DataTypes = DataTypes.Trades };

    public override ConnectionRules GetConnectionRules(ProviderSettings settings) => new();

    public override VenueRequest BuildSubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) => new("+"u8.ToArray(), channels);

    public override VenueRequest BuildUnsubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) => new("-"u8.ToArray(), channels);

    public override IFrameDecoder CreateDecoder(DecoderContext context) => throw new NotSupportedException("No test decodes with it.");
}
