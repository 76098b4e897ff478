using System.Text.Json;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Streaming.EndToEnd;

/// <summary>Real captures through a real socket: every value as the capture wrote it, digit by digit.</summary>
public sealed class RecordingTests
{
    [RecordingFact(RecordingFiles.Coinbase)]
    public async Task Coinbase_Played_DeliversEveryValueOfTheCapture()
    {
        var (events, frames) = await PlayAsync(RecordingFiles.Coinbase, product => product);

        var trades = events.Where(e => e is { Kind: MarketEventKind.Trade, IsLastKnown: false }).Select(e => e.Trade).Select(Line).ToList();
        var expected = frames.Where(f => Type(f) == "match").Select(f =>
            $"{Text(f, "product_id")} {f.GetProperty("trade_id")} {Text(f, "price")} {Text(f, "size")} {(Text(f, "side") == "sell" ? "Buy" : "Sell")}").ToList();
        Assert.Equal(97, expected.Count);
        Assert.Equal(expected, trades);

        var quotes = events.Where(e => e.Kind == MarketEventKind.Quote).Select(e => e.Quote).Select(Line).ToList();
        var tickers = frames.Where(f => Type(f) == "ticker").Select(f => $"{Text(f, "product_id")} {Text(f, "best_bid")} - {Text(f, "best_ask")} -").ToList();
        Assert.Equal(107, tickers.Count);
        Assert.Equal(tickers, quotes);
        Assert.Equal(10, events.Count(e => e is { Kind: MarketEventKind.Trade, IsLastKnown: true }));
        Assert.DoesNotContain(events, e => e is { Kind: MarketEventKind.Status, Status.Kind: not (FeedStatusKind.Live or FeedStatusKind.Disconnected) });
        Promise.Holds(events);
    }

    [RecordingFact(RecordingFiles.Binance)]
    public async Task Binance_Played_DeliversEveryValueOfTheCapture()
    {
        var (events, frames) = await PlayAsync(RecordingFiles.Binance, new Adapters.Binance.BinanceAdapter().ToCanonicalSymbol);

        var data = frames.Select(frame => (Stream: Text(frame, "stream"), Data: frame.GetProperty("data"))).ToList();
        string Canonical(JsonElement f) => new Adapters.Binance.BinanceAdapter().ToCanonicalSymbol(Text(f, "s"));
        var expected = data.Where(f => f.Stream.EndsWith("@aggTrade", StringComparison.Ordinal)).Select(f =>
            $"{Canonical(f.Data)} {f.Data.GetProperty("a")} {Text(f.Data, "p")} {Text(f.Data, "q")} {(f.Data.GetProperty("m").GetBoolean() ? "Sell" : "Buy")}").ToList();
        Assert.Equal(2, expected.Count);
        Assert.Equal(expected, events.Where(e => e.Kind == MarketEventKind.Trade).Select(e => Line(e.Trade)));

        var tickers = data.Where(f => f.Stream.EndsWith("@bookTicker", StringComparison.Ordinal)).Select(f =>
            $"{Canonical(f.Data)} {Text(f.Data, "b")} {Text(f.Data, "B")} {Text(f.Data, "a")} {Text(f.Data, "A")}").ToList();
        Assert.Equal(84, tickers.Count);
        Assert.Equal(tickers, events.Where(e => e.Kind == MarketEventKind.Quote).Select(e => Line(e.Quote)));
        Promise.Holds(events);
    }

    private static async Task<(IReadOnlyList<MarketEvent> Events, IReadOnlyList<JsonElement> Frames)> PlayAsync(string name, Func<string, string> canonical)
    {
        var recording = Recording.Load(RecordingFiles.Find(name)!);
        await using var simulator = await VenueSimulator.StartAsync(SimulatorOptions.For(recording), CancellationToken.None);
        var venue = simulator.Venue(recording.Venue!);
        var symbols = recording.SymbolNames.Select(canonical).ToList();
        var config = new StreamingConfig
        {
            Providers = [new ProviderConfig { Name = venue.Name, WebSocketUrl = venue.WebSocketUrl, Symbols = [.. symbols] }],
        };
        await using var gateway = new StreamingGateway(config);
        var recorder = new Recorder();
        var request = new SubscriptionRequest
        {
            Symbols = [.. symbols],
            DataTypes = DataTypes.Trades | DataTypes.Quotes,
            Policy = QueuePolicy.Block,
        };
        await using var subscription = gateway.Subscribe(request, recorder);
        await gateway.StartAsync();
        await Patience.For(gateway.WhenLiveAsync(), "all subscriptions");
        await venue.PlayAsync(recording, PlaybackPace.Max, null, CancellationToken.None);
        await gateway.StopAsync();
        return (recorder.Events, [.. recording.Frames.Select(frame => JsonDocument.Parse(frame.Payload).RootElement)]);
    }

    private static string Line(Trade trade) => $"{trade.Symbol} {trade.TradeId} {trade.ExactPrice} {trade.ExactSize} {trade.Aggressor}";

    private static string Line(Quote quote) =>
        $"{quote.Symbol} {quote.ExactBidPrice} {quote.ExactBidSize?.ToString() ?? "-"} {quote.ExactAskPrice} {quote.ExactAskSize?.ToString() ?? "-"}";

    private static string Type(JsonElement frame) => Text(frame, "type");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
