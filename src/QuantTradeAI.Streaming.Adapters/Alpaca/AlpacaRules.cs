using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Alpaca;

/// <summary>The venue's limits; the source is its documentation of the real-time stock stream unless another is named.</summary>
internal static class AlpacaRules
{
    /// <summary>Channels of trades and quotes that the free plan (IEX) takes.</summary>
    public const int FreePlanChannels = 30;

    /// <summary>Subscriptions in one request. The venue states no limit; this keeps a request below 4 kB.</summary>
    public const int MaxSubscriptionsPerRequest = 400;

    /// <summary>Our choice: reconnect storms are answered with HTTP 429 (alpaca-trade-api-csharp issue 518), and no number is stated.</summary>
    public const int MaxConnectsPerMinute = 20;

    /// <summary>Our choice: no rate is stated.</summary>
    public static readonly TimeSpan ControlMessageSpacing = TimeSpan.FromMilliseconds(100);

    /// <summary>As the venue's Go SDK does (<c>conn.go</c>): there is no heartbeat of the venue's own.</summary>
    public static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(10);

    /// <inheritdoc cref="PingInterval"/>
    public static readonly TimeSpan PongTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Our choice: the venue was seen connected but mute for hours (alpaca-py issue 740), and pings go on then. Half an hour without one trade
    /// or quote is odd while the market is open, and normal at night; it counts only after data, so a night costs one connection.
    /// </summary>
    public static readonly TimeSpan DataIdleTimeout = TimeSpan.FromMinutes(30);

    /// <summary>
    /// Our choice, doubled with each refusal in a row: most plans allow one connection, so another owner is live, or the venue has
    /// not noticed yet that our last connection ended. Either way trying often helps nobody.
    /// </summary>
    public static readonly TimeSpan ConnectionLimitRetry = TimeSpan.FromSeconds(30);

    /// <summary>All of them. "Most subscriptions" allow one connection at a time; the venue names no lifetime of one.</summary>
    public static readonly ConnectionRules All = new()
    {
        MaxSubscriptionsPerRequest = MaxSubscriptionsPerRequest,
        ControlMessageSpacing = ControlMessageSpacing,
        MaxConnectsPerWindow = MaxConnectsPerMinute,
        ConnectWindow = TimeSpan.FromMinutes(1),
        PingInterval = PingInterval,
        PongTimeout = PongTimeout,
        DataIdleTimeout = DataIdleTimeout,
        IdleOnlyAfterData = true,
        WaitsForReady = true,
        ClosesBeforeOpening = true,
    };
}
