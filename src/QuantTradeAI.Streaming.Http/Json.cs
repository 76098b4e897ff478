using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using QuantTradeAI.Streaming.Http.Problems;
using QuantTradeAI.Streaming.Http.Routes;
using QuantTradeAI.Streaming.Http.Status;
using QuantTradeAI.Streaming.Http.Verdicts;

namespace QuantTradeAI.Streaming.Http;

/// <summary>Bodies as UTF-8 text.</summary>
internal static class Json
{
    /// <summary>The content type of all bodies but problems and metrics.</summary>
    public const string ContentType = "application/json; charset=utf-8";

    private static readonly JsonContext Context = new(new JsonSerializerOptions(JsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>What is known of bodies.</summary>
    public static JsonContext Bodies => Context;

    public static byte[] Of(StatusBody body) => Of(body, Context.StatusBody);

    public static byte[] Of(HealthBody body) => Of(body, Context.HealthBody);

    public static byte[] Of(ReadinessBody body) => Of(body, Context.ReadinessBody);

    public static byte[] Of(LivenessBody body) => Of(body, Context.LivenessBody);

    public static byte[] Of(OperationBody body) => Of(body, Context.OperationBody);

    public static byte[] Of(ProblemBody body) => Of(body, Context.ProblemBody);

    private static byte[] Of<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);
}
