using System.Globalization;
using QuantTradeAI.Bench.Processes;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Feeds;
using QuantTradeAI.Streaming.Gateway;
using QuantTradeAI.Streaming.MarketData;
using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Bench.Failover;

/// <summary>
/// The better of two providers goes mute at full rate, with a hot standby, and comes back: how long after the trouble was noticed the
/// consolidated stream had changed its source, and whether it kept its promise all the while.
/// </summary>
internal static class FailoverRun
{
    public const int DefaultRate = 50_000;
    private const int StandbyShare = 10;
    private const string Symbol = "BTC-USDT";
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan StaleAfter = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task<int> RunAsync(int eventsPerSecond)
    {
        await using var server = await MarketServer.StartAsync(eventsPerSecond, eventsPerSecond / StandbyShare);
        await using var gateway = Make(server);
        var consolidated = new StreamCheck();
        var venue = new StreamCheck();
        var (noticed, switched, back) = (new Signal(), new Signal(), new Signal());
        venue.Told += (status, at) => noticed.SetIf(status.Kind is FeedStatusKind.Stale or FeedStatusKind.Disconnected, at);
        consolidated.Told += (status, at) =>
        {
            if (status.Kind == FeedStatusKind.SourceChanged)
                (status.Provider.Name == "coinbase" ? switched : back).SetIf(true, at);
        };
        using var one = gateway.Subscribe(Request(Symbol), consolidated);
        using var two = gateway.Subscribe(Request($"{Symbol}@binance"), venue);
        await gateway.StartAsync();
        await gateway.WhenLiveAsync();
        await Task.Delay(WarmUp);
        var (received, delivered) = (gateway.GetStatus().Providers[0].Events, consolidated.Events);
        await Task.Delay(Measured);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"live        {(gateway.GetStatus().Providers[0].Events - received) / Measured.TotalSeconds:N0} events/s from the primary, {(consolidated.Events - delivered) / Measured.TotalSeconds:N0} delivered (quotes conflate)"));

        await server.MuteAsync();
        var mute = UnixNanos.Now(TimeProvider.System);
        await switched.Task.WaitAsync(Patience);
        Console.WriteLine($"noticed     {Seconds(await noticed.Task - mute.Value)} s after it went mute; stale after {StaleAfter.TotalSeconds:0} s");
        Console.WriteLine($"switched    {(await switched.Task - await noticed.Task) / 1e6:0.000} ms after it was noticed, callback to callback");

        await server.SpeakAsync();
        var spoke = UnixNanos.Now(TimeProvider.System);
        await back.Task.WaitAsync(Patience);
        Console.WriteLine($"failed back {Seconds(await back.Task - spoke.Value)} s after it could speak again; quiet time {Quiet.TotalSeconds:0} s");
        await Task.Delay(TimeSpan.FromSeconds(2));
        await gateway.StopAsync();

        Console.WriteLine($"story       {string.Join(", ", consolidated.Statuses)}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"in the end  {consolidated.Events:N0} events, {consolidated.Statuses.Count(s => s.Kind == FeedStatusKind.SourceChanged)} changes of source, broken promises: {string.Join("; ", consolidated.Broken.Concat(venue.Broken).DefaultIfEmpty("none"))}"));
        return consolidated.Broken.Count + venue.Broken.Count == 0 ? 0 : 1;
    }

    private static string Seconds(long nanoseconds) => (nanoseconds / 1e9).ToString("0.0", CultureInfo.InvariantCulture);

    private static SubscriptionRequest Request(string stream) =>
        new() { Symbols = [stream], DataTypes = DataTypes.Trades | DataTypes.Quotes, Capacity = 65_536 };

    private static StreamingGateway Make(MarketServer server) => new(new StreamingConfig
    {
        Providers = [Provider("binance", server.Binance), Provider("coinbase", server.Coinbase)],
        Failover = [new FailoverGroupConfig { Name = "usdt", Symbols = [Symbol], Providers = ["binance", "coinbase"], FailbackAfter = Quiet, StaleAfter = StaleAfter }],
    });

    private static ProviderConfig Provider(string name, Uri url) =>
        new() { Name = name, WebSocketUrl = url, Symbols = [Symbol], Subscriptions = DataTypes.Trades | DataTypes.Quotes };

    private sealed class Signal
    {
        private readonly TaskCompletionSource<long> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<long> Task => _done.Task;

        public void SetIf(bool condition, UnixNanos at)
        {
            if (condition)
                _done.TrySetResult(at.Value);
        }
    }
}
