using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>
/// Venues on loopback which speak the real ones' WebSocket and REST protocols, or the example's own, keep their limits, and fail on command.
/// </summary>
public sealed class VenueSimulator : IAsyncDisposable
{
    private const int MaxResponseBufferBytes = 4 * 1024 * 1024;
    private static readonly TimeSpan StopDeadline = TimeSpan.FromSeconds(3);

    private readonly WebApplication _host;
    private int _disposed;

    private VenueSimulator(SimulatorOptions options)
    {
        Binance = new SimulatedVenue(new BinanceProtocol(options.Binance), options);
        Coinbase = new SimulatedVenue(new CoinbaseProtocol(options.Coinbase), options);
        Alpaca = new SimulatedVenue(new AlpacaProtocol(options.Alpaca), options);
        Example = new SimulatedVenue(new ExampleProtocol(options.Example), options);
        Venues = [Binance, Coinbase, Alpaca, Example];
        _host = Build(options);
        _host.Run(HandleAsync);
    }

    /// <summary>All venues.</summary>
    public IReadOnlyList<SimulatedVenue> Venues { get; }

    /// <summary>The simulated Binance spot.</summary>
    public SimulatedVenue Binance { get; }

    /// <summary>The simulated Coinbase Exchange.</summary>
    public SimulatedVenue Coinbase { get; }

    /// <summary>The simulated Alpaca.</summary>
    public SimulatedVenue Alpaca { get; }

    /// <summary>The simulated venue of the example adapter.</summary>
    public SimulatedVenue Example { get; }

    /// <summary>Listens on loopback; completes when clients can connect.</summary>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<VenueSimulator> StartAsync(SimulatorOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var simulator = new VenueSimulator(options);
        try
        {
            await simulator._host.StartAsync(cancellationToken);
        }
        catch
        {
            await simulator.DisposeAsync();
            throw;
        }
        simulator.OnStarted();
        return simulator;
    }

    /// <summary>The venue called <paramref name="name"/>, in any case.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public SimulatedVenue Venue(string name) => Find(name)
        ?? throw new ArgumentException($"The simulator has {string.Join(", ", Venues.Select(venue => venue.Name))}, not {name}", nameof(name));

    /// <summary>Cuts all connections and frees the port, within 5 s.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
            return;

        foreach (var venue in Venues)
            venue.Stop();
        using var deadline = new CancellationTokenSource(StopDeadline, TimeProvider.System);
        try
        {
            await _host.StopAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
        }
        await _host.DisposeAsync();
    }

    private static WebApplication Build(SimulatorOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MinResponseDataRate = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MaxResponseBufferSize = MaxResponseBufferBytes;
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
            kestrel.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
            kestrel.Limits.MaxRequestBufferSize = 1024 * 1024;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                if (options.Certificate is { } certificate)
                    listen.UseHttps(certificate);
            });
        });
        return builder.Build();
    }

    private void OnStarted()
    {
        var addresses = _host.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        var address = new Uri(addresses.Addresses.Single());
        foreach (var venue in Venues)
            venue.Start(address);
    }

    private Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        var end = path.IndexOf('/', 1);
        var name = end < 0 ? path[1..] : path[1..end];
        if (Find(name) is { } venue)
            return venue.HandleAsync(context, end < 0 ? "" : path[end..]);

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private SimulatedVenue? Find(string name)
        => Venues.FirstOrDefault(venue => string.Equals(venue.Name, name, StringComparison.OrdinalIgnoreCase));

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
