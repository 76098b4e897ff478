using QuantTradeAI.Streaming.Feeds;

public sealed class Watcher(IMarketDataFeed feed)
{
    public IMarketDataSubscription Start() => feed.SubscribeToTrades(["BTC-USD", "BTC-USDT"], trade =>
        Console.WriteLine($"{trade.Symbol} {trade.Price} x {trade.Size} {trade.Aggressor}"));
}
