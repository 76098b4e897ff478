using System.Security.Cryptography.X509Certificates;

namespace QuantTradeAI.Streaming.Simulator;

/// <summary>How to start a <see cref="VenueSimulator"/>.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Free port, system time, three symbols a venue, the documented limits.</summary>
    public static SimulatorOptions Default { get; } = new();

    /// <summary>The loopback port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The clock of everything the venues do. Waits that guard a test or a disposal use the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The seed of all randomness; the same seed gives the same events.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The simulated Binance.</summary>
    public BinanceOptions Binance { get; init; } = new();

    /// <summary>The simulated Coinbase Exchange.</summary>
    public CoinbaseOptions Coinbase { get; init; } = new();

    /// <summary>The simulated Alpaca.</summary>
    public AlpacaOptions Alpaca { get; init; } = new();

    /// <summary>The simulated venue of the example adapter.</summary>
    public ExampleOptions Example { get; init; } = new();

    /// <summary>When set, the simulator speaks https and wss with this certificate.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Frames that may wait for one connection; a client that falls further behind is cut off.</summary>
    public int SendQueueFrames { get; init; } = 65_536;

    /// <summary>
    /// Options for playing <paramref name="recording"/>: its venue knows the recorded symbols, and sends no data of its own.
    /// </summary>
    public static SimulatorOptions For(Recording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        return recording.Venue switch
        {
            SimulatedVenue.BinanceName => new() { Binance = new() { Symbols = recording.Symbols } },
            SimulatedVenue.CoinbaseName => new() { Coinbase = new() { Symbols = recording.Symbols, SendsOwnData = false } },
            _ => throw new ArgumentException($"No simulated venue plays recordings of {recording.Url}", nameof(recording)),
        };
    }
}
