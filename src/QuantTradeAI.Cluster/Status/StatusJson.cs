using System.Text.Json.Serialization;
using QuantTradeAI.Cluster.Status.Converters;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Symbols;

namespace QuantTradeAI.Cluster.Status;

/// <summary>How the status is written as JSON. What is computed from the rest is left out.</summary>
[JsonSourceGenerationOptions(
    GenerationMode = JsonSourceGenerationMode.Metadata,
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true,
    IncludeFields = true,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = false,
    Converters =
    [
        typeof(StreamKeyConverter), typeof(ProviderIdConverter), typeof(UnixNanosConverter), typeof(GapCountsConverter), typeof(TradeConverter), typeof(QuoteConverter),
    ])]
[JsonSerializable(typeof(GatewayStatus))]
[JsonSerializable(typeof(HubTotals))]
internal sealed partial class StatusJson : JsonSerializerContext;
