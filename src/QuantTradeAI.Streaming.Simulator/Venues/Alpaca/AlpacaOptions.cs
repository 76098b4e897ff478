namespace QuantTradeAI.Streaming.Simulator;

/// <summary>What the simulated Alpaca trades, whom it lets in, and which limits it keeps. Defaults are the documented ones.</summary>
public sealed record AlpacaOptions
{
    /// <summary>The symbols traded; any other is acknowledged and stays silent.</summary>
    public IReadOnlyList<SimulatedSymbol> Symbols { get; init; } =
    [
        new("AAPL", "AAPL", "USD", 230.00m, 0.01m, 1m),
        new("MSFT", "MSFT", "USD", 420.00m, 0.01m, 1m),
        new("SPY", "SPY", "USD", 590.00m, 0.01m, 1m),
    ];

    /// <summary>Whether a key and its secret are let in; any two that are not empty by default. Called within the venue's lock.</summary>
    public Func<string, string, bool> LetsIn { get; init; } = static (key, secret) => key.Length > 0 && secret.Length > 0;

    /// <summary>How long a client may take to authenticate. The venue says "a few seconds".</summary>
    public TimeSpan AuthenticationDeadline { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Connections of one key and feed; one more is refused with 406.</summary>
    public int ConnectionsPerKey { get; init; } = 1;

    /// <summary>Trades and quotes that a connection to the feed <c>iex</c> may hold; other feeds have no limit.</summary>
    public int IexChannels { get; init; } = 30;

    /// <summary>Data points that still come after an unsubscription, of each channel and symbol.</summary>
    public int TrailingDataPoints { get; init; } = 2;
}
