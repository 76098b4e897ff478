using System.Text.Json;
using QuantTradeAI.Streaming.EndToEnd;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Cluster.Tests.EndToEnd;

public sealed class DeliveryTests
{
    [Fact]
    public async Task Trades_OfAVenue_ReachAClientOutside_EachOnceAndInOrder()
    {
        await using var rig = await ClusterRig.StartAsync();
        await rig.WhenLiveAsync("binance");
        var seen = await rig.RecordAsync("BTC-USDT");

        var ids = Enumerable.Range(0, 500).Select(_ => rig.Simulator.Binance.PublishTrade("BTCUSDT").Id).ToList();
        await seen.WaitForTradeAsync(ids[^1]);

        Assert.Equal(ids, seen.Trades.Select(trade => trade.TradeId));
        Promise.Holds(seen.Events);
        Assert.DoesNotContain(seen.Statuses, status => status.Kind == FeedStatusKind.Gap);
    }

    [Fact]
    public async Task VenueStream_OfASymbolThatConfigurationDoesNotName_IsServedWhileSomebodyWantsIt()
    {
        await using var rig = await ClusterRig.StartAsync();
        await rig.WhenLiveAsync("binance");
        var seen = await rig.RecordAsync("ETH-USDT@binance");
        await rig.Simulator.Binance.WaitAsync(venue => venue.Subscriptions.Contains("ethusdt@trade"), TimeSpan.FromSeconds(20), "the subscription");

        var id = rig.Simulator.Binance.PublishTrade("ETHUSDT").Id;
        await seen.WaitForTradeAsync(id);
    }

    [RecordingFact(RecordingFiles.Coinbase)]
    public async Task Coinbase_Played_BringsTheClientEveryValueOfTheCapture()
    {
        var recording = Recording.Load(RecordingFiles.Find(RecordingFiles.Coinbase)!);
        var symbols = recording.SymbolNames.ToList();
        var config = $$"""
            streaming:
              providers:
                - {name: coinbase, websocket_url: "ws://localhost:1", symbols: [{{string.Join(", ", symbols)}}]}
              cluster: {supervision_interval: 1}
            """;
        await using var rig = await ClusterRig.StartAsync(config, simulator: SimulatorOptions.For(recording));
        await rig.WhenLiveAsync("coinbase");
        var seen = new List<Recorder>();
        foreach (var symbol in symbols)
            seen.Add(await rig.RecordAsync(symbol, DataTypes.Trades | DataTypes.Quotes));

        await rig.Simulator.Coinbase.PlayAsync(recording, PlaybackPace.Max, null, CancellationToken.None);

        var frames = recording.Frames.Select(frame => JsonDocument.Parse(frame.Payload).RootElement).ToList();
        foreach (var (symbol, recorder) in symbols.Zip(seen))
        {
            var trades = frames.Where(f => Is(f, "match", symbol))
                .Select(f => $"{f.GetProperty("trade_id")} {Text(f, "price")} {Text(f, "size")} {(Text(f, "side") == "sell" ? "Buy" : "Sell")}").ToList();
            var quotes = frames.Where(f => Is(f, "ticker", symbol)).Select(f => $"{Text(f, "best_bid")} {Text(f, "best_ask")}").ToList();
            await recorder.WaitAsync(e => e is { Kind: MarketEventKind.Trade, IsLastKnown: false }, $"trades of {symbol}", trades.Count);
            await recorder.WaitForQuotesAsync(quotes.Count);
            Assert.Equal(trades, recorder.Trades.Select(t => $"{t.TradeId} {t.ExactPrice} {t.ExactSize} {t.Aggressor}"));
            Assert.Equal(quotes, recorder.Quotes.Select(q => $"{q.ExactBidPrice} {q.ExactAskPrice}"));
            Promise.Holds(recorder.Events);
            Assert.DoesNotContain(recorder.Statuses, status => status.Kind is FeedStatusKind.Gap or FeedStatusKind.Resynced);
        }
    }

    private static bool Is(JsonElement frame, string type, string symbol) =>
        Text(frame, "type") == type && frame.TryGetProperty("product_id", out var product) && product.GetString() == symbol;

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
