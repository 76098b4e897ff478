using System.Globalization;
using QuantTradeAI.Bench.Processes;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Cluster.Bench.Load;

/// <summary>
/// A simulated venue in a process of its own, which trades its symbols in turn at an even pace (<c>rate N</c>), or as fast as it is read (<c>flood</c>).
/// Each line is answered with how many trades there were before it.
/// </summary>
internal sealed class Market : IAsyncDisposable
{
    public const string Job = "market";

    private readonly OwnProcess _process;

    private Market(OwnProcess process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    public static async Task<Market> StartAsync(int symbols)
    {
        var process = OwnProcess.Start(Job, symbols.ToString(CultureInfo.InvariantCulture));
        return new Market(process, new Uri(await process.ReadAsync()));
    }

    /// <summary>Trades at another pace from now on; 0 not at all. How many trades there were so far.</summary>
    public Task<double> PaceAsync(double eventsPerSecond) => AskAsync(string.Create(CultureInfo.InvariantCulture, $"rate {eventsPerSecond}"));

    /// <summary>Trades as fast as they are read.</summary>
    public Task<double> FloodAsync() => AskAsync("flood");

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    /// <summary>The market's side; ends with its standard input.</summary>
    public static async Task ServeAsync(int symbols)
    {
        var options = new SimulatorOptions
        {
            Binance = new BinanceOptions { Symbols = [.. Instruments.Simulated(symbols)], MessagesPerSecond = 1_000, Lifetime = TimeSpan.FromDays(30) },
        };
        await using var simulator = await VenueSimulator.StartAsync(options, CancellationToken.None);
        Console.WriteLine(simulator.Binance.WebSocketUrl);
        var trading = new Trading(simulator.Binance, symbols);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var before = await trading.StopAsync();
            if (line == "flood")
                trading.Flood();
            else if (double.Parse(line["rate ".Length..], CultureInfo.InvariantCulture) is > 0 and var rate)
                trading.Trade(rate);
            Console.WriteLine(before.ToString(CultureInfo.InvariantCulture));
        }

        await trading.StopAsync();
    }

    private async Task<double> AskAsync(string line)
    {
        await _process.TellAsync(line);
        return await _process.ReadNumberAsync();
    }
}
