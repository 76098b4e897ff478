using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace MyVenue;

/// <summary>Put the venue's rules here, each with the place in its documentation that it comes from.</summary>
public sealed class MyVenueAdapter : StreamingProviderAdapter
{
    /// <inheritdoc/>
    public override string ProviderName => "myvenue";

    /// <inheritdoc/>
    public override string ProviderVersion => typeof(MyVenueAdapter).Assembly.GetName().Version!.ToString(3);

    /// <inheritdoc/>
    public override string Description => "The venue in one line.";

    /// <inheritdoc/>
    public override ProviderCapabilities GetCapabilities() => new()
    {
        AssetTypes = ["crypto"],
        DataTypes = DataTypes.Trades,
    };

    /// <inheritdoc/>
    public override ConnectionRules GetConnectionRules(ProviderSettings settings) => new()
    {
        MaxSubscriptionsPerRequest = 100,
    };

    /// <inheritdoc/>
    public override VenueRequest BuildSubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) =>
        MyVenueRequests.Build("subscribe", channels, requestId);

    /// <inheritdoc/>
    public override VenueRequest BuildUnsubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) =>
        MyVenueRequests.Build("unsubscribe", channels, requestId);

    /// <inheritdoc/>
    public override IFrameDecoder CreateDecoder(DecoderContext context) => new MyVenueDecoder(context);
}
