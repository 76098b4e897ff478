using QuantTradeAI.Gateway.Commands;
using QuantTradeAI.Streaming.Configuration;
using QuantTradeAI.Streaming.Discovery;
using QuantTradeAI.Streaming.Providers;
using QuantTradeAI.Streaming.Simulator;

namespace QuantTradeAI.Gateway.Running;

/// <summary>Simulated venues with synthetic markets in the place of the configured ones.</summary>
internal sealed class Simulation : IAsyncDisposable
{
    private const decimal UnknownPrice = 100.00m;
    private const decimal UnknownTick = 0.01m;
    private const decimal UnknownSizeStep = 0.001m;

    private readonly VenueSimulator _simulator;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _markets;

    private Simulation(VenueSimulator simulator, IEnumerable<string> venues)
    {
        _simulator = simulator;
        _markets = Task.WhenAll(venues.Select(venue => simulator.Venue(venue).RunMarketAsync(MarketPace.Default, _stopping.Token)));
    }

    public static async Task<Simulation> StartAsync(
        StreamingConfig config, IAdapterCatalog adapters, TimeProvider clock, CancellationToken stop)
    {
        var options = SimulatorOptions.Default with { TimeProvider = clock };
        foreach (var provider in config.Providers)
        {
            var adapter = adapters.Create(provider.Name);
            options = provider.Name switch
            {
                SimulatedVenue.BinanceName => options with { Binance = options.Binance with { Symbols = SymbolsOf(provider, adapter, options.Binance.Symbols) } },
                SimulatedVenue.CoinbaseName => options with { Coinbase = options.Coinbase with { Symbols = SymbolsOf(provider, adapter, options.Coinbase.Symbols) } },
                SimulatedVenue.AlpacaName => options with { Alpaca = options.Alpaca with { Symbols = SymbolsOf(provider, adapter, options.Alpaca.Symbols) } },
                SimulatedVenue.ExampleName => options with { Example = options.Example with { Symbols = SymbolsOf(provider, adapter, options.Example.Symbols) } },
                _ => throw new CommandFailedException($"{provider.Name} has no simulated venue; take it out of {config.File}, or connect to real venues with --live"),
            };
        }

        return new Simulation(await VenueSimulator.StartAsync(options, stop), config.Providers.Select(provider => provider.Name).Distinct());
    }

    /// <summary>
    /// The environment with made-up keys, by the rule that names them: real ones are no business of simulated venues, which take any.
    /// </summary>
    public static string? Variable(string name) =>
        name.EndsWith("_API_KEY", StringComparison.Ordinal) || name.EndsWith("_API_SECRET", StringComparison.Ordinal)
            ? "simulated"
            : Environment.GetEnvironmentVariable(name);

    public Uri EndpointOf(string provider) => _simulator.Venue(provider).WebSocketUrl;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _markets;
        await _simulator.DisposeAsync();
        _stopping.Dispose();
    }

    private static SimulatedSymbol[] SymbolsOf(ProviderConfig provider, StreamingProviderAdapter adapter, IReadOnlyList<SimulatedSymbol> known)
    {
        var symbols = provider.Symbols.Select(symbol => SymbolOf(symbol, provider.NativeSymbols.GetValueOrDefault(symbol) ?? adapter.ToNativeSymbol(symbol), known));
        return [.. symbols.DefaultIfEmpty(known[0])];
    }

    private static SimulatedSymbol SymbolOf(string canonical, string native, IReadOnlyList<SimulatedSymbol> known)
    {
        var parts = canonical.Split('-', 2);
        var quote = parts.Length > 1 ? parts[1] : "";
        var alike = known.FirstOrDefault(symbol => symbol.Base == parts[0]);
        return known.FirstOrDefault(symbol => symbol.Name == native)
            ?? (alike is null ? null : alike with { Name = native, Quote = quote })
            ?? new SimulatedSymbol(native, parts[0], quote, UnknownPrice, UnknownTick, UnknownSizeStep);
    }
}
