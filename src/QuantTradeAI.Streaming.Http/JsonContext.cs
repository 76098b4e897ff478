using System.Text.Json.Serialization;
using QuantTradeAI.Streaming.Http.Problems;
using QuantTradeAI.Streaming.Http.Routes;
using QuantTradeAI.Streaming.Http.Status;
using QuantTradeAI.Streaming.Http.Verdicts;

namespace QuantTradeAI.Streaming.Http;

/// <summary>The bodies, names in snake_case; serialised without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(StatusBody))]
[JsonSerializable(typeof(HealthBody))]
[JsonSerializable(typeof(ReadinessBody))]
[JsonSerializable(typeof(LivenessBody))]
[JsonSerializable(typeof(OperationRequest))]
[JsonSerializable(typeof(OperationBody))]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(System.Text.Json.Nodes.JsonObject))]
internal sealed partial class JsonContext : JsonSerializerContext;
