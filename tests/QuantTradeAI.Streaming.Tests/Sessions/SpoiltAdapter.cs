using System.Collections.Immutable;
using QuantTradeAI.Streaming.Adapters.Coinbase;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Tests.Sessions;

/// <summary>The coinbase adapter, with one member that throws, or rules of a test's own.</summary>
internal sealed class SpoiltAdapter(string spoilt = "", Func<ConnectionRules, ConnectionRules>? rules = null) : StreamingProviderAdapter
{
    private readonly CoinbaseAdapter _inner = new();

    /// <summary>Called when a connection is about to be made.</summary>
    public Action? Connecting { get; set; }

    public override string ProviderName => "coinbase";

    public override string ProviderVersion => "1.0.0";

    public override TradeIdRule TradeIds => _inner.TradeIds;

    public override ProviderCapabilities GetCapabilities() => _inner.GetCapabilities();

    public override ConnectionRules GetConnectionRules(ProviderSettings settings) =>
        rules?.Invoke(_inner.GetConnectionRules(settings)) ?? _inner.GetConnectionRules(settings);

    public override Uri GetEndpoint(ProviderSettings settings, IReadOnlyList<ChannelSubscription> initial)
    {
        Connecting?.Invoke();
        return spoilt switch
        {
            "NoEndpoint" => null!,
            "RelativeEndpoint" => new Uri("/feed", UriKind.Relative),
            _ => Good(nameof(GetEndpoint), settings.Endpoint),
        };
    }

    public override IEnumerable<VenueRequest> GetHandshake(ProviderSettings settings) => Good(nameof(GetHandshake), Array.Empty<VenueRequest>());

    public override VenueRequest BuildSubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) =>
        spoilt == "Covers"
            ? _inner.BuildSubscribe(channels, requestId, settings) with { Covers = [] }
            : Good(nameof(BuildSubscribe), _inner.BuildSubscribe(channels, requestId, settings));

    public override VenueRequest BuildUnsubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) =>
        Good(nameof(BuildUnsubscribe), _inner.BuildUnsubscribe(channels, requestId, settings));

    public override IFrameDecoder CreateDecoder(DecoderContext context) => spoilt switch
    {
        "Decode" => new SpoiltDecoder(),
        "Silent" => new SilentDecoder(_inner.CreateDecoder(context)),
        _ => Good(nameof(CreateDecoder), _inner.CreateDecoder(context)),
    };

    public override string ToNativeSymbol(string canonical) => canonical == "SAME-USD" ? "BTC-USD" : Good(nameof(ToNativeSymbol), canonical);

    public override string? GetAssetType(string canonical) => canonical.Contains('-') ? "crypto" : Good(nameof(GetAssetType), "stocks");

    private T Good<T>(string member, T value) => member == spoilt ? throw new NotSupportedException($"a bug in {member}") : value;

    /// <summary>Hears acknowledgements only.</summary>
    private sealed class SilentDecoder(IFrameDecoder inner) : IFrameDecoder
    {
        public void Decode(ReadOnlySpan<byte> frame, UnixNanos receiveTime, FrameOutput output)
        {
            var before = new FrameOutput();
            inner.Decode(frame, receiveTime, before);
            foreach (var signal in before.Signals)
                output.Signal(signal);
        }
    }

    private sealed class SpoiltDecoder : IFrameDecoder
    {
        public void Decode(ReadOnlySpan<byte> frame, UnixNanos receiveTime, FrameOutput output) => throw new NotSupportedException("a bug in Decode");
    }
}
