using QuantTradeAI.Streaming.Providers;

namespace QuantTradeAI.Streaming.Adapters.Coinbase;

/// <summary>The venue's limits; the source is its documentation of the websocket feed (overview, rate limits) unless another is named.</summary>
internal static class CoinbaseRules
{
    /// <summary>Requests a second from one address; bursts to 20 are let through.</summary>
    public const int RequestsPerSecond = 8;

    /// <summary>
    /// Subscriptions in one request. The venue states no number but refuses with <c>Message too big</c>; this keeps a request below 4 kB.
    /// </summary>
    public const int MaxSubscriptionsPerRequest = 100;

    /// <summary>A third longer than <see cref="RequestsPerSecond"/> asks for, since several connections can share the address.</summary>
    public static readonly TimeSpan ControlMessageSpacing = TimeSpan.FromMilliseconds(1_000 / RequestsPerSecond * 4 / 3);

    /// <summary>
    /// Our choice: every subscribed product has a heartbeat each second, so this is fifteen missing ones, of all products at once.
    /// </summary>
    public static readonly TimeSpan DataIdleTimeout = TimeSpan.FromSeconds(15);

    /// <summary>
    /// All of them. The venue also closes a connection that has not subscribed within 5 s of opening; nothing here makes the first request wait.
    /// It names no lifetime and no limit of products on a connection.
    /// </summary>
    public static readonly ConnectionRules All = new()
    {
        MaxSubscriptionsPerRequest = MaxSubscriptionsPerRequest,
        ControlMessageSpacing = ControlMessageSpacing,
        DataIdleTimeout = DataIdleTimeout,
    };
}
