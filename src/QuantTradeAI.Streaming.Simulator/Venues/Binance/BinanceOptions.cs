namespace QuantTradeAI.Streaming.Simulator;

/// <summary>What the simulated Binance trades and which limits it keeps. Defaults are the documented ones.</summary>
public sealed record BinanceOptions
{
    /// <summary>The symbols traded; any other is acknowledged and stays silent, as at the venue.</summary>
    public IReadOnlyList<SimulatedSymbol> Symbols { get; init; } =
    [
        new("BTCUSDT", "BTC", "USDT", 64_000.00m, 0.01m, 0.00001m),
        new("ETHUSDT", "ETH", "USDT", 3_100.00m, 0.01m, 0.0001m),
        new("SOLUSDT", "SOL", "USDT", 150.00m, 0.01m, 0.001m),
    ];

    /// <summary>Messages of a client within one second, counting pings, pongs and requests; one more closes with 1008.</summary>
    public int MessagesPerSecond { get; init; } = 5;

    /// <summary>Streams one connection may hold.</summary>
    public int StreamsPerConnection { get; init; } = 1024;

    /// <summary>Connections accepted within <see cref="AttemptWindow"/>; more are refused with 429.</summary>
    public int ConnectionAttempts { get; init; } = 300;

    /// <summary>The window of <see cref="ConnectionAttempts"/>.</summary>
    public TimeSpan AttemptWindow { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The time between two ping frames.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a ping may stay unanswered before the connection is closed.</summary>
    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How long a connection lives.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromHours(24);
}
