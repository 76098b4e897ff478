namespace QuantTradeAI.Streaming.Providers;

/// <summary>A venue's rules for a connection, as data. The engine keeps them; an adapter only states them.</summary>
public sealed record ConnectionRules
{
    /// <summary>No limit of that kind.</summary>
    public const int Unlimited = int.MaxValue;

    /// <summary>Most subscriptions on one connection; more are spread over further connections. At least 1.</summary>
    public int MaxSubscriptionsPerConnection { get; init; } = Unlimited;

    /// <summary>Most subscriptions in one request. At least 1.</summary>
    public int MaxSubscriptionsPerRequest { get; init; } = 200;

    /// <summary>Least time between two control messages on one connection.</summary>
    public TimeSpan ControlMessageSpacing { get; init; } = TimeSpan.Zero;

    /// <summary>Most connection attempts to the venue's host in <see cref="ConnectWindow"/>. At least 1.</summary>
    public int MaxConnectsPerWindow { get; init; } = 60;

    /// <summary>See <see cref="MaxConnectsPerWindow"/>.</summary>
    public TimeSpan ConnectWindow { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>TCP, TLS and the WebSocket handshake together end by then.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Sending one message ends by then.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The closing handshake ends by then.</summary>
    public TimeSpan CloseTimeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>An acknowledgement or first data comes by then, or the request is sent again.</summary>
    public TimeSpan AcknowledgementTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A WebSocket ping is sent after so long without traffic.</summary>
    public TimeSpan PingInterval { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The pong comes by then, or the connection is dead.</summary>
    public TimeSpan PongTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Application data (market data or the venue's own heartbeat, never pings and pongs) comes at least so often while anything is
    /// subscribed, or the connection is replaced. <see cref="Timeout.InfiniteTimeSpan"/> for venues whose silence is normal.
    /// </summary>
    public TimeSpan DataIdleTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether <see cref="DataIdleTimeout"/> counts only from a connection's first data on: for venues that are closed at night, so that a
    /// silence costs one connection at most; where the market hours of a subscribed symbol are known and are now, it counts all the same. Acknowledged subscriptions are then as good as data for calling a connection stable.
    /// </summary>
    public bool IdleOnlyAfterData { get; init; }

    /// <summary>The venue ends a connection of this age; it is replaced before. <see cref="Timeout.InfiniteTimeSpan"/> for never.</summary>
    public TimeSpan MaxConnectionAge { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>
    /// Whether a connection must have ended before the next one is opened, as where an account may have one only; else the next one is made
    /// first where that avoids a loss.
    /// </summary>
    public bool ClosesBeforeOpening { get; init; }

    /// <summary>Largest message in bytes; a larger one ends the connection. 16 MB by default.</summary>
    public int MaxMessageBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Whether subscribing waits for <see cref="ControlSignal.Ready"/> (a welcome, an authentication) instead of the open socket.</summary>
    public bool WaitsForReady { get; init; }
}
