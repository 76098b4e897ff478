namespace QuantTradeAI.Streaming.Simulator;

/// <summary>What the simulated Coinbase Exchange trades and which limits it keeps. Defaults are the documented ones.</summary>
public sealed record CoinbaseOptions
{
    /// <summary>The products traded; a subscription to any other is answered with an error.</summary>
    public IReadOnlyList<SimulatedSymbol> Symbols { get; init; } =
    [
        new("BTC-USD", "BTC", "USD", 64_000.00m, 0.01m, 0.00001m),
        new("ETH-USD", "ETH", "USD", 3_100.00m, 0.01m, 0.0001m),
        new("SOL-USD", "SOL", "USD", 150.00m, 0.01m, 0.001m),
    ];

    /// <summary>How long a client may take to subscribe.</summary>
    public TimeSpan SubscribeDeadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Messages of a client within one second; one more ends with the error <c>ErrSlowRead</c>.</summary>
    public int MessagesPerSecond { get; init; } = 100;

    /// <summary>The time between two heartbeats of a product.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Whether a subscription starts with the last match, a ticker or a book snapshot, and heartbeats flow. Off for a
    /// playback, where all data comes from the recording.
    /// </summary>
    public bool SendsOwnData { get; init; } = true;
}
