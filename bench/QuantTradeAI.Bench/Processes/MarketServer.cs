using System.Globalization;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Bench.Processes;

/// <summary>Two simulated venues with synthetic markets in a process of their own; a line mutes one or lets it speak again.</summary>
internal sealed class MarketServer : IAsyncDisposable
{
    public const string Job = "market-server";

    private readonly OwnProcess _process;

    private MarketServer(OwnProcess process, Uri binance, Uri coinbase) => (_process, Binance, Coinbase) = (process, binance, coinbase);

    public Uri Binance { get; }

    public Uri Coinbase { get; }

    /// <param name="binance">Its events a second; 0 for none.</param>
    /// <param name="coinbase">The same of the other.</param>
    public static async Task<MarketServer> StartAsync(int binance, int coinbase)
    {
        var process = OwnProcess.Start(Job, binance.ToString(CultureInfo.InvariantCulture), coinbase.ToString(CultureInfo.InvariantCulture));
        return new MarketServer(process, new Uri(await process.ReadAsync()), new Uri(await process.ReadAsync()));
    }

    public Task MuteAsync() => _process.TellAsync("mute");

    public Task SpeakAsync() => _process.TellAsync("speak");

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    /// <summary>The server's side.</summary>
    public static async Task ServeAsync(int binance, int coinbase)
    {
        var symbol = new SimulatedSymbol("BTCUSDT", "BTC", "USDT", 60_000m, 0.01m, 0.0001m);
        var options = new SimulatorOptions
        {
            Binance = new BinanceOptions { MessagesPerSecond = 1_000, Lifetime = TimeSpan.FromDays(30), Symbols = [symbol] },
            Coinbase = new CoinbaseOptions { Symbols = [symbol with { Name = "BTC-USDT" }] },
        };
        await using var simulator = await VenueSimulator.StartAsync(options, CancellationToken.None);
        Console.WriteLine(simulator.Binance.WebSocketUrl);
        Console.WriteLine(simulator.Coinbase.WebSocketUrl);
        using var ended = new CancellationTokenSource();
        var markets = Task.WhenAll(Run(simulator.Binance, binance, ended.Token), Run(simulator.Coinbase, coinbase, ended.Token));
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line == "mute")
                simulator.Binance.Inject(Fault.GoMute, FaultScope.All);
            else
                simulator.Binance.ClearFaults();
        }

        await ended.CancelAsync();
        await markets;
    }

    private static Task Run(SimulatedVenue venue, int eventsPerSecond, CancellationToken ended) =>
        eventsPerSecond == 0 ? Task.CompletedTask : venue.RunMarketAsync(new MarketPace(eventsPerSecond), ended);
}
