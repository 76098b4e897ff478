using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Coinbase;

/// <summary>
/// Coinbase Exchange: public trades and best bid and offer, without an account. Its product ids are canonical names: <c>BTC-USD</c>. No options.
/// </summary>
public sealed class CoinbaseAdapter : StreamingProviderAdapter
{
    /// <inheritdoc/>
    public override string ProviderName => "coinbase";

    /// <inheritdoc/>
    public override string ProviderVersion => "1.0.0";

    /// <inheritdoc/>
    public override string Description => "Coinbase Exchange, public market data.";

    /// <summary>
    /// <see cref="TradeIdRule.Consecutive"/>: trade ids grow by one for each product. 97 recorded trades of ten products follow their
    /// <c>last_match</c> without a hole. (Sequence numbers do so only for subscribers of the full channel.)
    /// </summary>
    public override TradeIdRule TradeIds => TradeIdRule.Consecutive;

    /// <inheritdoc/>
    public override ProviderCapabilities GetCapabilities() => new()
    {
        AssetTypes = ["crypto"],
        DataTypes = DataTypes.Trades | DataTypes.Quotes,
        RateLimitPerMinute = CoinbaseRules.RequestsPerSecond * 60,
        SupportsHistoricalData = false,
    };

    /// <inheritdoc/>
    public override ConnectionRules GetConnectionRules(ProviderSettings settings) => CoinbaseRules.All;

    /// <inheritdoc/>
    public override IEnumerable<string> ValidateConfig(ProviderSettings settings) =>
        settings.Options.Keys.Order(StringComparer.Ordinal).Select(name => $"Option '{name}' is unknown; coinbase has no options.");

    /// <inheritdoc/>
    public override VenueRequest BuildSubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) =>
        CoinbaseRequests.Subscribe(channels);

    /// <inheritdoc/>
    public override VenueRequest BuildUnsubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) =>
        CoinbaseRequests.Unsubscribe(channels, settings);

    /// <inheritdoc/>
    public override IFrameDecoder CreateDecoder(DecoderContext context) => new CoinbaseDecoder(context);

    /// <inheritdoc/>
    public override string ToNativeSymbol(string canonical) => CoinbaseSymbols.ToNative(canonical);

    /// <inheritdoc/>
    public override string ToCanonicalSymbol(string native) => CoinbaseSymbols.ToCanonical(native);
}
