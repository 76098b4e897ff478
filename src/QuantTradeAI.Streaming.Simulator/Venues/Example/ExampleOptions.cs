namespace QuantTradeAI.Streaming.Simulator;

/// <summary>What the simulated example venue trades and which limits it keeps. Defaults are those of its protocol.</summary>
public sealed record ExampleOptions
{
    /// <summary>The symbols traded; a subscription to any other is answered with an error.</summary>
    public IReadOnlyList<SimulatedSymbol> Symbols { get; init; } =
    [
        new("AAPL", "AAPL", "USD", 230.00m, 0.01m, 1m),
        new("BTC-USD", "BTC", "USD", 64_000.00m, 0.01m, 0.00001m),
        new("ETH-USD", "ETH", "USD", 3_100.00m, 0.01m, 0.0001m),
    ];

    /// <summary>Subscriptions that a connection may hold.</summary>
    public int SubscriptionsPerConnection { get; init; } = 500;

    /// <summary>Channels in one request.</summary>
    public int ChannelsPerRequest { get; init; } = 100;

    /// <summary>Requests of a connection within any minute.</summary>
    public int RequestsPerMinute { get; init; } = 1_200;

    /// <summary>The time between two heartbeats of a symbol.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(5);
}
