using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using QuantTradeAI.Cluster.Status.Converters;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Status;

/// <summary>
/// How the status is written as JSON; what is computed from the rest is left out. By reflection, because generated code sets a member that an
/// older silo does not tell to nothing instead of leaving it at its default.
/// </summary>
internal static class StatusJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        IgnoreReadOnlyProperties = true,
        IncludeFields = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters =
        {
            new StreamKeyConverter(),
            new ProviderIdConverter(),
            new UnixNanosConverter(),
            new GapCountsConverter(),
            new TradeConverter(),
            new QuoteConverter(),
            new FeedStatusConverter(),
            new JsonStringEnumConverter(),
        },
    };

    public static JsonTypeInfo<GatewayStatus> GatewayStatus { get; } = (JsonTypeInfo<GatewayStatus>)Options.GetTypeInfo(typeof(GatewayStatus));

    public static JsonTypeInfo<ImmutableDictionary<ProviderId, StreamCounters>> Counters { get; } =
        (JsonTypeInfo<ImmutableDictionary<ProviderId, StreamCounters>>)Options.GetTypeInfo(typeof(ImmutableDictionary<ProviderId, StreamCounters>));
}
