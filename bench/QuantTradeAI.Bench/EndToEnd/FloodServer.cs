using System.Globalization;
using QuantTradeAI.Bench.Processes;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Bench.EndToEnd;

/// <summary>The simulator in a process of its own: floods each client that subscribes to the symbol, one after another.</summary>
internal sealed class FloodServer : IAsyncDisposable
{
    public const string Job = "flood-server";
    public const string Symbol = "BTCUSDT";
    private const string Stream = "btcusdt@trade";
    private readonly OwnProcess _process;

    private FloodServer(OwnProcess process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    public static async Task<FloodServer> StartAsync(long frames)
    {
        var process = OwnProcess.Start(Job, frames.ToString(CultureInfo.InvariantCulture));
        return new FloodServer(process, new Uri(await process.ReadAsync()));
    }

    /// <summary>Frames a second of the next flood that ends, as the server measured it.</summary>
    public Task<double> NextFloodAsync() => _process.ReadNumberAsync(TimeSpan.FromMinutes(5));

    /// <summary>The server's side: says where it listens, floods whoever comes, ends with its standard input.</summary>
    public static async Task ServeAsync(long frames)
    {
        var options = new SimulatorOptions { Binance = new BinanceOptions { MessagesPerSecond = 1_000, Lifetime = TimeSpan.FromDays(30) } };
        await using var simulator = await VenueSimulator.StartAsync(options, CancellationToken.None);
        Console.WriteLine(simulator.Binance.WebSocketUrl);
        using var ended = new CancellationTokenSource();
        var serving = ServeClientsAsync(simulator.Binance, frames, ended.Token);
        await Console.In.ReadToEndAsync();
        await ended.CancelAsync();
        await serving;
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task ServeClientsAsync(SimulatedVenue venue, long frames, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await venue.WaitAsync(v => v.Subscriptions.Contains(Stream), TimeSpan.FromHours(1), Stream).WaitAsync(ended);
                var flood = await venue.FloodAsync(Symbol, frames, ended);
                Console.WriteLine(flood.FramesPerSecond.ToString(CultureInfo.InvariantCulture));
                await venue.WaitAsync(v => !v.Subscriptions.Contains(Stream), TimeSpan.FromHours(1), "the client's end").WaitAsync(ended);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or InvalidOperationException)
            {
                // The client went away, or the run is over.
            }
        }
    }
}
