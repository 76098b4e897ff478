using System.Text.Json;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Gateway.Replay;

/// <summary>
/// Finds the frames of a capture that hold nothing but words to the session: acknowledgements, heartbeats. The engine acts on them and
/// counts none, so they are counted here, by the same decoder over the same bytes.
/// </summary>
internal static class ControlFrames
{
    private const string OfNoType = "control";

    public static SortedDictionary<string, long> CountByKind(Capture capture, ProviderConfig config)
    {
        var symbols = new NativeSymbolTable();
        foreach (var (canonical, native) in capture.NativeSymbols)
            symbols.Set(native, Symbol.Of(canonical));
        var settings = new ProviderSettings { Endpoint = config.WebSocketUrl, DataTypes = config.Subscriptions!.Value, Options = config.Options };
        var decoder = capture.Adapter.CreateDecoder(new DecoderContext(ProviderId.Of(config.Name), symbols, settings));
        var output = new FrameOutput();
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var frame in capture.Recording.Frames)
        {
            output.Clear();
            decoder.Decode(frame.Payload.Span, new UnixNanos(1), output);
            if (output.Events.Length + output.Ignored.Count + output.Rejected.Count > 0)
                continue;
            var kind = KindOf(frame.Payload);
            counts[kind] = counts.GetValueOrDefault(kind) + 1;
        }

        return counts;
    }

    private static string KindOf(ReadOnlyMemory<byte> frame)
    {
        using var json = JsonDocument.Parse(frame);
        return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("type", out var type)
            ? type.GetString() ?? OfNoType
            : OfNoType;
    }
}
