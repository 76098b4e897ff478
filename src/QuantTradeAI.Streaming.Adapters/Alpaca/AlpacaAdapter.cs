using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Alpaca;

/// <summary>
/// Alpaca market data v2: trades and quotes of US stocks, for an account's key and secret. The feed is part of the address:
/// <c>/v2/iex</c>, <c>/v2/sip</c>, <c>/v2/delayed_sip</c>. Its symbols are canonical names: <c>AAPL</c>. No options.
/// </summary>
public sealed class AlpacaAdapter : StreamingProviderAdapter
{
    /// <inheritdoc/>
    public override string ProviderName => "alpaca";

    /// <inheritdoc/>
    public override string ProviderVersion => "1.0.0";

    /// <inheritdoc/>
    public override string Description => "Alpaca market data v2, US stocks.";

    /// <summary>
    /// <see cref="TradeIdRule.Unordered"/>. Ids are the exchanges' own: they tell trades apart for one symbol, day and exchange (so the venue's staff in
    /// its forum, topic 17728), and all exchanges of a symbol come in one stream, so ids neither grow nor are unique there, and under exchange <c>D</c>, where
    /// several reporting facilities meet, users found them repeated. Corrections and cancellations (<c>c</c>, <c>x</c>) are ignored by kind.
    /// </summary>
    public override TradeIdRule TradeIds => TradeIdRule.Unordered;

    /// <summary>
    /// The largest plan has no limit of symbols; the free one takes 30 channels of trades and quotes, which <c>max_subscriptions</c> can state.
    /// What exceeds the account's plan is refused by the venue, and shown.
    /// </summary>
    public override ProviderCapabilities GetCapabilities() => new()
    {
        AssetTypes = ["stocks"],
        DataTypes = DataTypes.Trades | DataTypes.Quotes,
        RequiresAuthentication = true,
        RequiredCredentials = [AlpacaCredentials.Key, AlpacaCredentials.Secret],
        SupportsHistoricalData = false,
        Metadata = ImmutableSortedDictionary<string, string>.Empty
            .Add("connections_per_account", "1")
            .Add("free_plan_max_subscriptions", $"{AlpacaRules.FreePlanChannels}"),
    };

    /// <inheritdoc/>
    public override ConnectionRules GetConnectionRules(ProviderSettings settings) => AlpacaRules.All;

    /// <inheritdoc/>
    public override IEnumerable<string> ValidateConfig(ProviderSettings settings) =>
        settings.Options.Keys.Order(StringComparer.Ordinal).Select(name => $"Option '{name}' is unknown; alpaca has no options.");

    /// <inheritdoc/>
    public override VenueRequest BuildSubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) =>
        AlpacaRequests.Subscribe(channels);

    /// <inheritdoc/>
    public override VenueRequest BuildUnsubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) =>
        AlpacaRequests.Unsubscribe(channels);

    /// <summary>It answers the venue's welcome with the account's key and secret.</summary>
    public override IFrameDecoder CreateDecoder(DecoderContext context) => new AlpacaDecoder(context);

    /// <inheritdoc/>
    public override string ToNativeSymbol(string canonical) => AlpacaSymbols.ToNative(canonical);

    /// <inheritdoc/>
    public override string ToCanonicalSymbol(string native) => AlpacaSymbols.ToCanonical(native);
}
