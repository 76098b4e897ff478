namespace QuantTradeAI.Streaming.Simulator;

/// <summary>What can go wrong on command.</summary>
public enum FaultKind
{
    /// <summary>Nothing is sent or read any more, not even pong or close; the socket stays open.</summary>
    GoMute,

    /// <summary>Pings, pongs and acknowledgements go on; market data and heartbeats stop.</summary>
    PingOnly,

    /// <summary>Like <see cref="PingOnly"/>, but the venue's heartbeats go on.</summary>
    HeartbeatsOnly,

    /// <summary>A close frame with code 1001.</summary>
    CloseCleanly,

    /// <summary>A TCP reset without a close frame.</summary>
    CutAbruptly,

    /// <summary>The next connections are accepted and closed at once.</summary>
    AcceptThenClose,

    /// <summary>The next handshakes are refused with HTTP 429 and <c>Retry-After</c>.</summary>
    RefuseWith429,

    /// <summary>A text message that is not JSON.</summary>
    GarbageFrame,

    /// <summary>A binary message.</summary>
    BinaryFrame,

    /// <summary>A trade whose price is not a number; it takes its trade id.</summary>
    MalformedField,

    /// <summary>The last trade once more.</summary>
    Duplicate,

    /// <summary>Trade ids that are never sent.</summary>
    Gap,

    /// <summary>The next two trades of a symbol in swapped order.</summary>
    Reorder,

    /// <summary>The exchange's time is shifted.</summary>
    ClockSkew,

    /// <summary>Bytes leave a few at a time.</summary>
    SlowDrip,

    /// <summary>Each message leaves in several frames.</summary>
    SplitFrames,

    /// <summary>The venue announces its shutdown and closes after a delay.</summary>
    ServerShutdown,

    /// <summary>Subscriptions work but are never acknowledged.</summary>
    DropSubscriptionAck,

    /// <summary>A JSON message whose root is an array.</summary>
    JsonArrayRoot,
}
