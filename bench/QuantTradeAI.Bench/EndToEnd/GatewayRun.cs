using System.Diagnostics;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Bench.EndToEnd;

/// <summary>The product: socket to callback, every trade counted, none lost.</summary>
internal static class GatewayRun
{
    public static async Task<double> RunAsync(Uri url, long frames)
    {
        await using var gateway = Make(url);
        long first = 0, count = 0, last = 0;
        var done = new TaskCompletionSource();
        var options = new SubscriptionOptions { Policy = QueuePolicy.Block, Capacity = 65_536 };
        using var trades = gateway.SubscribeToTrades(
            ["BTC-USDT"],
            trade =>
            {
                if (count == 0)
                    first = Stopwatch.GetTimestamp();
                count++;
                if (last != 0 && trade.TradeId != last + 1)
                    done.TrySetException(new InvalidOperationException($"trade {trade.TradeId} came after {last}"));
                last = trade.TradeId;
                if (count == frames)
                    done.TrySetResult();
            },
            options);
        await gateway.StartAsync();
        await done.Task.WaitAsync(TimeSpan.FromMinutes(5));
        return frames / Stopwatch.GetElapsedTime(first).TotalSeconds;
    }

    public static StreamingGateway Make(Uri url) => new(new StreamingConfig
    {
        Providers = [new ProviderConfig { Name = "binance", WebSocketUrl = url, Symbols = ["BTC-USDT"], Subscriptions = DataTypes.Trades }],
    });
}
