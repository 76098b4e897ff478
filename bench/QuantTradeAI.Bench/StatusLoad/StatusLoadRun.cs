using System.Globalization;
using QuantTradeAI.Bench.Failover;
using QuantTradeAI.Bench.Processes;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.Http;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Bench.StatusLoad;

/// <summary>The same feed without and with somebody who asks for <c>/status</c> all the time, in turn, twice.</summary>
internal static class StatusLoadRun
{
    private const int EventsPerSecond = 20_000;
    private const int RequestsPerSecond = 500;
    private const string Symbol = "BTC-USDT";

    public static async Task<int> RunAsync(TimeSpan length)
    {
        await using var server = await MarketServer.StartAsync(EventsPerSecond, 0);
        await using var gateway = new StreamingGateway(new StreamingConfig
        {
            Providers = [new ProviderConfig { Name = "binance", WebSocketUrl = server.Binance, Symbols = [Symbol], Subscriptions = DataTypes.Trades | DataTypes.Quotes }],
            Health = new StreamingHealthConfig { Api = new EndpointConfig { Enabled = true } },
        });
        await using var surface = await OperatorSurface.StartAsync(gateway, gateway.Configuration.Health);
        var check = new StreamCheck();
        var feed = new Percentiles();
        using var audit = gateway.Subscribe(Request(), check);
        using var latency = gateway.SubscribeToTrades([Symbol], trade =>
        {
            lock (feed)
                feed.Add(UnixNanos.Now(TimeProvider.System).Value - trade.ReceiveTime.Value);
        });
        await gateway.StartAsync();
        await gateway.WhenLiveAsync();
        await Task.Delay(TimeSpan.FromSeconds(3));

        for (var round = 1; round <= 2; round++)
        {
            await MeasureAsync($"round {round}: feed alone     ", null);
            await MeasureAsync($"round {round}: with /status   ", new Uri(surface.Api!, "status"));
        }

        var status = gateway.GetStatus();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"lost {status.Streams.Sum(s => s.Counters.Lost)}, gaps {status.Streams.Sum(s => s.Counters.Gaps)}, dropped {status.Totals.Subscribers.Dropped}, broken promises: {string.Join("; ", check.Broken.DefaultIfEmpty("none"))}"));
        return check.Broken.Count == 0 && status.Totals.Subscribers.Dropped == 0 ? 0 : 1;

        async Task MeasureAsync(string what, Uri? url)
        {
            await using var client = url is null ? null : StatusClient.Start(url, RequestsPerSecond);
            lock (feed)
                feed.Clear();
            var before = gateway.GetStatus().Providers[0].Events;
            await Task.Delay(length);
            var rate = (gateway.GetStatus().Providers[0].Events - before) / length.TotalSeconds;
            string figures;
            lock (feed)
                figures = $"{feed}";
            var asked = client is null ? "" : $"   requests: {await client.StopAsync()}";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what} {rate,8:N0} events/s   socket to callback {figures}{asked}"));
        }
    }

    private static SubscriptionRequest Request() =>
        new() { Symbols = [Symbol], DataTypes = DataTypes.Trades | DataTypes.Quotes, Capacity = 65_536 };
}
