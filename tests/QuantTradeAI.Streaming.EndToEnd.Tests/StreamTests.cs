using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.MarketData;

namespace QuantTradeAI.Streaming.EndToEnd;

public sealed class StreamTests
{
    [Fact]
    public async Task Stream_Enumerated_YieldsStatusTradesAndQuotesInOrderAndEndsWithTheFeed()
    {
        await using var rig = await Rig.StartAsync("coinbase");
        var enumerated = CollectAsync(rig.Gateway.StreamAsync([rig.Symbol, $"{rig.Symbol}@coinbase"]));
        await Patience.For(enumerated.Started, "the first event");

        var trade = rig.Venue.PublishTrade(rig.Native);
        await rig.Recorder.WaitForTradeAsync(trade.Id);
        await rig.CrankAsync(rig.Gateway.StopAsync(), TimeSpan.FromMilliseconds(50), "the stop");
        var events = await enumerated.All.WaitAsync(Patience.Limit);

        Assert.Equal(2, events.Count(e => e is { Kind: MarketEventKind.Trade, IsLastKnown: false } && e.Trade.TradeId == trade.Id));
        Assert.Contains(events, e => e is { Kind: MarketEventKind.Quote, IsLastKnown: false });
        Assert.Contains(events, e => e.Kind == MarketEventKind.Status && e.Status.Kind == FeedStatusKind.Disconnected);
    }

    [Fact]
    public async Task Stream_Cancelled_UnsubscribesAtTheVenue()
    {
        await using var rig = await Rig.StartAsync("binance");
        using var enough = new CancellationTokenSource();
        var enumerated = CollectAsync(rig.Gateway.StreamAsync(["ETH-USDT"], cancellationToken: enough.Token));
        await rig.SubscribedAsync("ethusdt@bookTicker", true);
        rig.Venue.PublishTrade("ETHUSDT");
        await Patience.For(enumerated.Started, "the first event");

        await enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => enumerated.All.WaitAsync(Patience.Limit));
        await rig.SubscribedAsync("ethusdt@bookTicker", false);
    }

    private static (Task Started, Task<List<MarketEvent>> All) CollectAsync(IAsyncEnumerable<MarketEvent> stream)
    {
        var started = new TaskCompletionSource();
        return (started.Task, Run());

        async Task<List<MarketEvent>> Run()
        {
            var events = new List<MarketEvent>();
            await foreach (var marketEvent in stream)
            {
                events.Add(marketEvent);
                started.TrySetResult();
            }

            return events;
        }
    }
}
