using System.Collections.Immutable;
using System.Globalization;
using QuantTradeAI.Streaming.Adapters.Binance;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Cluster.Bench.Silos;

/// <summary>The Binance adapter under another name, so that there can be many providers.</summary>
internal sealed class ManyNames(string name) : StreamingProviderAdapter
{
    public const int Most = 20;

    private readonly BinanceAdapter _inner = new();

    public override string ProviderName => name;

    public override string ProviderVersion => _inner.ProviderVersion;

    public override TradeIdRule TradeIds => _inner.TradeIds;

    public static string Name(int number) => "venue" + number.ToString("00", CultureInfo.InvariantCulture);

    public static ImmutableArray<StreamingProviderAdapter> Adapters() => [.. Enumerable.Range(0, Most).Select(number => new ManyNames(Name(number)))];

    public override ProviderCapabilities GetCapabilities() => _inner.GetCapabilities();

    public override ConnectionRules GetConnectionRules(ProviderSettings settings) => _inner.GetConnectionRules(settings);

    public override IEnumerable<string> ValidateConfig(ProviderSettings settings) => _inner.ValidateConfig(settings);

    public override Uri GetEndpoint(ProviderSettings settings, IReadOnlyList<ChannelSubscription> initial) => _inner.GetEndpoint(settings, initial);

    public override VenueRequest BuildSubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) =>
        _inner.BuildSubscribe(channels, requestId, settings);

    public override VenueRequest BuildUnsubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) =>
        _inner.BuildUnsubscribe(channels, requestId, settings);

    public override IFrameDecoder CreateDecoder(DecoderContext context) => _inner.CreateDecoder(context);

    public override string ToNativeSymbol(string canonical) => _inner.ToNativeSymbol(canonical);
}
