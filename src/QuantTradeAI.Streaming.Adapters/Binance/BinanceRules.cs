using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Binance;

/// <summary>The venue's limits; the source is <c>web-socket-streams.md</c> of binance/binance-spot-api-docs unless another is named.</summary>
internal static class BinanceRules
{
    /// <summary>Messages a second that the venue takes on one connection, pings and pongs counted in; more disconnects.</summary>
    public const int MessagesPerSecond = 5;

    /// <summary>"A single connection can listen to a maximum of 1024 streams."</summary>
    public const int MaxStreams = 1024;

    /// <summary>Streams in one request. The venue states no limit; this keeps a request below 10 kB.</summary>
    public const int MaxStreamsPerRequest = 200;

    /// <summary>Connection attempts for each <see cref="ConnectWindow"/> and address.</summary>
    public const int MaxConnects = 300;

    /// <inheritdoc cref="MaxConnects"/>
    public static readonly TimeSpan ConnectWindow = TimeSpan.FromMinutes(5);

    /// <summary>
    /// 300 ms: 3.3 messages a second, which leaves room for pings and pongs below <see cref="MessagesPerSecond"/>. A bucket of five
    /// a second was seen to trip the limit (nautilus_trader's Binance adapter keeps the same distance).
    /// </summary>
    public static readonly TimeSpan ControlMessageSpacing = TimeSpan.FromMilliseconds(300);

    /// <summary>A connection is valid for 24 hours.</summary>
    public static readonly TimeSpan MaxConnectionAge = TimeSpan.FromHours(24);

    /// <summary>The server pings every 20 s and wants its pong within 60 s; ours keep the same beat.</summary>
    public static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(20);

    /// <summary>
    /// Our choice: the venue has no heartbeat of its own, and pings go on when data has stopped. Book tickers of thin pairs still move every few
    /// seconds (84 quotes of four such pairs in 27 s of recording), so a minute without any is a mute feed.
    /// </summary>
    public static readonly TimeSpan QuotesIdle = TimeSpan.FromMinutes(1);

    /// <summary>Our choice: without quotes, minutes without a trade are normal for a thin pair.</summary>
    public static readonly TimeSpan TradesIdle = TimeSpan.FromMinutes(5);

    /// <summary>All of them.</summary>
    public static ConnectionRules For(ProviderSettings settings) => new()
    {
        MaxSubscriptionsPerConnection = MaxStreams,
        MaxSubscriptionsPerRequest = MaxStreamsPerRequest,
        ControlMessageSpacing = ControlMessageSpacing,
        MaxConnectsPerWindow = MaxConnects,
        ConnectWindow = ConnectWindow,
        PingInterval = PingInterval,
        MaxConnectionAge = MaxConnectionAge,
        DataIdleTimeout = settings.DataTypes.HasFlag(DataTypes.Quotes) ? QuotesIdle : TradesIdle,
    };
}
