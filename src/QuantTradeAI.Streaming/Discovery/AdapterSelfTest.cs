using System.Collections.Immutable;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Discovery;

/// <summary>Puts an adapter through what the engine is going to ask of it, without a connection: an adapter that breaks does so here, while the old one serves.</summary>
internal static class AdapterSelfTest
{
    private const string Canonical = "BTC-USD";
    private static readonly ProviderId Provider = ProviderId.Of("self-test");
    private static readonly Symbol Instrument = Symbol.Of(Canonical);

    private static readonly byte[][] Garbage =
    [
        [], "{"u8.ToArray(), "[]"u8.ToArray(), "null"u8.ToArray(), "[1,\"x\",null,{}]"u8.ToArray(), "no json"u8.ToArray(), [0xff, 0xfe, 0x00],
        "{\"type\":null,\"symbol\":7,\"price\":\"x\"}"u8.ToArray(), [.. Enumerable.Repeat((byte)'[', 100)], "9e999999"u8.ToArray(),
    ];

    /// <exception cref="PluginRefusedException">It broke.</exception>
    public static void Run(StreamingProviderAdapter adapter, ProviderCapabilities capabilities)
    {
        var settings = Settings(capabilities);
        var rules = Ask("GetConnectionRules", () => adapter.GetConnectionRules(settings));
        if (rules is null || rules.MaxSubscriptionsPerConnection < 1 || rules.MaxSubscriptionsPerRequest < 1 || rules.MaxConnectsPerWindow < 1 || rules.MaxMessageBytes < 1)
            throw new PluginRefusedException("the self-test failed: GetConnectionRules has a limit below 1; expected at least 1 everywhere");
        Ask("ValidateConfig", () => adapter.ValidateConfig(settings)?.Count());

        if (string.IsNullOrWhiteSpace(Ask("Venue", () => adapter.Venue)))
            throw new PluginRefusedException("the self-test failed: Venue is blank; expected the name of whose trade ids these are");

        var native = Ask("ToNativeSymbol", () => adapter.ToNativeSymbol(Canonical));
        if (string.IsNullOrWhiteSpace(native))
            throw new PluginRefusedException($"the self-test failed: ToNativeSymbol('{Canonical}') returned nothing; expected the venue's spelling");
        Ask("ToCanonicalSymbol", () => adapter.ToCanonicalSymbol(native));

        ImmutableArray<ChannelSubscription> channels =
            [.. new[] { DataTypes.Trades, DataTypes.Quotes, DataTypes.OrderBook }.Where(type => capabilities.DataTypes.HasFlag(type)).Select(type => new ChannelSubscription(type, native))];
        foreach (var channel in channels)
            Covers("BuildSubscribe", [channel], Ask("BuildSubscribe", () => adapter.BuildSubscribe([channel], 1, settings)));
        if (rules.MaxSubscriptionsPerRequest >= channels.Length)
            Covers("BuildSubscribe", channels, Ask("BuildSubscribe", () => adapter.BuildSubscribe(channels, 2, settings)));
        Covers("BuildUnsubscribe", [channels[0]], Ask("BuildUnsubscribe", () => adapter.BuildUnsubscribe([channels[0]], 3, settings)));
        Decode(adapter, native, settings);
    }

    private static void Decode(StreamingProviderAdapter adapter, string native, ProviderSettings settings)
    {
        var symbols = new NativeSymbolTable();
        symbols.Set(native, Instrument);
        var decoder = Ask("CreateDecoder", () => adapter.CreateDecoder(new DecoderContext(Provider, symbols, settings)))
            ?? throw new PluginRefusedException("the self-test failed: CreateDecoder returned nothing; expected a decoder");
        var output = new FrameOutput();
        foreach (var frame in Garbage)
        {
            Ask("Decode of garbage", () =>
            {
                decoder.Decode(frame, new UnixNanos(UnixNanos.PerSecond), output);
                return true;
            });
            if (output.Events.Length > 0)
                throw new PluginRefusedException("the self-test failed: Decode made an event of garbage; expected a rejection");
            output.Clear();
        }
    }

    private static ProviderSettings Settings(ProviderCapabilities capabilities) => new()
    {
        Endpoint = new Uri("wss://self-test.invalid/"),
        DataTypes = capabilities.DataTypes,
        AssetTypes = capabilities.AssetTypes,
        MaxSubscriptions = capabilities.MaxSubscriptions,
        RateLimitPerMinute = capabilities.RateLimitPerMinute,
        RequiresAuthentication = capabilities.RequiresAuthentication,
        Credentials = capabilities.RequiredCredentials.ToImmutableSortedDictionary(name => name, _ => new Secret("self-test"), StringComparer.Ordinal),
        Symbols = [Canonical],
    };

    private static void Covers(string what, ImmutableArray<ChannelSubscription> asked, VenueRequest? request)
    {
        if (request is null || request.Covers.IsDefault || request.Payload.IsEmpty)
            throw new PluginRefusedException($"the self-test failed: {what} made no message; expected one for {string.Join(", ", asked)}");
        if (!asked.ToHashSet().SetEquals(request.Covers))
            throw new PluginRefusedException($"the self-test failed: {what} covers {string.Join(", ", request.Covers)}; expected {string.Join(", ", asked)}");
    }

    private static T Ask<T>(string what, Func<T> question)
    {
        try
        {
            return question();
        }
        catch (Exception error)
        {
            throw new PluginRefusedException($"the self-test failed: {what} threw {PluginRefusedException.Sentence(error)}; expected it not to throw");
        }
    }
}
