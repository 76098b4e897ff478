using System.Diagnostics;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Bench.EndToEnd;

/// <summary>The simulator in a process of its own: floods each client that subscribes to the symbol, one after another.</summary>
internal sealed class FloodServer : IAsyncDisposable
{
    public const string Symbol = "BTCUSDT";
    private const string Stream = "btcusdt@trade";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;

    private FloodServer(Process process, Uri url) => (_process, Url) = (process, url);

    public Uri Url { get; }

    /// <summary>Starts this program again as the server.</summary>
    public static async Task<FloodServer> StartAsync(long frames)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(FloodServer).Assembly.Location);
        start.ArgumentList.Add("flood-server");
        start.ArgumentList.Add(frames.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var process = Process.Start(start)!;
        var url = await process.StandardOutput.ReadLineAsync().WaitAsync(Patience);
        return new FloodServer(process, new Uri(url!));
    }

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

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
    }

    private static async Task ServeClientsAsync(SimulatedVenue venue, long frames, CancellationToken ended)
    {
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await venue.WaitAsync(v => v.Subscriptions.Contains(Stream), TimeSpan.FromHours(1), Stream).WaitAsync(ended);
                await venue.FloodAsync(Symbol, frames, ended);
                await venue.WaitAsync(v => !v.Subscriptions.Contains(Stream), TimeSpan.FromHours(1), "the client's end").WaitAsync(ended);
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or InvalidOperationException)
            {
                // The client went away, or the run is over.
            }
        }
    }
}
