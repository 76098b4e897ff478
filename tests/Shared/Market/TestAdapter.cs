using System.Collections.Immutable;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>A built-in adapter under other rules, or another name.</summary>
internal sealed class TestAdapter(
    StreamingProviderAdapter inner, Func<ConnectionRules, ConnectionRules>? rules = null, string? name = null, string? problem = null, string? version = null)
    : StreamingProviderAdapter
{
    /// <summary>Spells symbols otherwise.</summary>
    public Func<string, string>? Spelling { get; init; }

    /// <summary>Allows other than its own number of subscriptions.</summary>
    public int? MaxSubscriptions { get; init; }

    public override string ProviderName => name ?? inner.ProviderName;

    public override string ProviderVersion => version ?? inner.ProviderVersion;

    public override TradeIdRule TradeIds => inner.TradeIds;

    public static TestAdapter Of(string venue, Func<ConnectionRules, ConnectionRules>? rules = null, string? name = null, string? problem = null, string? version = null) =>
        new(TestVenue.Adapter(venue), rules, name, problem, version);

    public override ProviderCapabilities GetCapabilities()
    {
        var own = inner.GetCapabilities();
        return MaxSubscriptions is { } most ? own with { MaxSubscriptions = most } : own;
    }

    public override ConnectionRules GetConnectionRules(ProviderSettings settings)
    {
        var own = inner.GetConnectionRules(settings);
        return rules?.Invoke(own) ?? own;
    }

    public override IEnumerable<string> ValidateConfig(ProviderSettings settings) =>
        problem is null ? inner.ValidateConfig(settings) : [problem];

    public override Uri GetEndpoint(ProviderSettings settings, IReadOnlyList<ChannelSubscription> initial) => inner.GetEndpoint(settings, initial);

    public override VenueRequest BuildSubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) =>
        inner.BuildSubscribe(channels, requestId, settings);

    public override VenueRequest BuildUnsubscribe(ImmutableArray<ChannelSubscription> channels, long requestId, ProviderSettings settings) =>
        inner.BuildUnsubscribe(channels, requestId, settings);

    public override IFrameDecoder CreateDecoder(DecoderContext context) => inner.CreateDecoder(context);

    public override string ToNativeSymbol(string canonical) => Spelling?.Invoke(canonical) ?? inner.ToNativeSymbol(canonical);
}
