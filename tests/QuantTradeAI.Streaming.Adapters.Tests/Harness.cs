using System.Text;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Tests;

/// <summary>A decoder with its table and output, and short forms to drive it.</summary>
internal sealed class Harness
{
    public static readonly UnixNanos Received = new(1_700_000_000_123_456_789);

    private readonly IFrameDecoder _decoder;

    public Harness(StreamingProviderAdapter adapter, ProviderSettings settings, params IEnumerable<string> natives)
    {
        foreach (var native in natives)
            Symbols.Set(native, Symbol.Of(adapter.ToCanonicalSymbol(native)));
        _decoder = adapter.CreateDecoder(new DecoderContext(ProviderId.Of(adapter.ProviderName), Symbols, settings));
    }

    public NativeSymbolTable Symbols { get; } = new();

    public FrameOutput Output { get; } = new();

    public static ProviderSettings Settings(params (string Name, string Value)[] options) => new()
    {
        Endpoint = new Uri("wss://venue.test"),
        DataTypes = DataTypes.Trades | DataTypes.Quotes,
        Options = System.Collections.Immutable.ImmutableDictionary.CreateRange(
            options.Select(option => KeyValuePair.Create(option.Name, option.Value))),
    };

    public FrameOutput Decode(string frame) => Decode(Encoding.UTF8.GetBytes(frame));

    public FrameOutput Decode(ReadOnlySpan<byte> frame)
    {
        Output.Clear();
        _decoder.Decode(frame, Received, Output);
        return Output;
    }

    /// <summary>Everything that the frame came to, one line each, as golden transcripts have it.</summary>
    public string[] Describe(string frame) => [.. Lines(Decode(frame))];

    private static IEnumerable<string> Lines(FrameOutput output)
    {
        foreach (var marketEvent in output.Events.ToArray())
        {
            yield return marketEvent.Kind switch
            {
                MarketEventKind.Trade => Line(marketEvent.Trade),
                MarketEventKind.Quote => Line(marketEvent.Quote),
                MarketEventKind.Status => $"lost {marketEvent.Status.Lost} {marketEvent.Status.Symbol}",
                _ => marketEvent.ToString(),
            };
        }

        foreach (var heartbeat in output.Heartbeats)
            yield return $"alive {heartbeat.Symbol} {heartbeat.LastTradeId}";
        foreach (var signal in output.Signals)
            yield return Line(signal);
        foreach (var kind in output.Ignored)
            yield return $"ignored {kind}";
        foreach (var kind in output.Rejected)
            yield return $"rejected {kind}";
    }

    private static string Line(Trade trade) =>
        $"trade {trade.Symbol} {trade.TradeId} {trade.ExactPrice} x {trade.ExactSize} {trade.Aggressor} {trade.ExchangeTime}"
        + (trade.IsLastKnown ? " last known" : "");

    private static string Line(Quote quote) =>
        $"quote {quote.Symbol} {quote.UpdateId} {quote.ExactBidPrice} x {quote.ExactBidSize?.ToString() ?? "-"}"
        + $" / {quote.ExactAskPrice} x {quote.ExactAskSize?.ToString() ?? "-"} {quote.ExchangeTime}";

    private static string Line(ControlSignal signal) => signal switch
    {
        ControlSignal.Acknowledged acknowledged => $"acknowledged {acknowledged.RequestId}",
        ControlSignal.ActiveSubscriptions active => $"active {string.Join(' ', active.Active)}",
        ControlSignal.Refused refused =>
            $"refused {(refused.IsTerminal ? "for good " : "")}{refused.RequestId} {refused.NativeSymbol ?? "-"} {refused.Message}",
        ControlSignal.Failed failed =>
            $"failed {(failed.IsTerminal ? "for good " : "")}{failed.Reason} {failed.RetryAfter?.ToString() ?? "-"} {failed.Message}",
        ControlSignal.Ready => "ready",
        ControlSignal.Reply reply => $"reply {Encoding.UTF8.GetString(reply.Payload.Span)}",
        ControlSignal.ServerClosing => "closing",
        _ => signal.ToString(),
    };
}
