namespace QuantTradeAI.Streaming.MarketData;

/// <summary>Why events were lost.</summary>
public enum GapReason : byte
{
    /// <summary>No gap.</summary>
    None,

    /// <summary>The venue's own numbers jumped.</summary>
    VenueGap,

    /// <summary>The source was not connected.</summary>
    Disconnected,

    /// <summary>The subscriber's queue was full.</summary>
    SlowSubscriber,

    /// <summary>The venue sent an event that could not be read.</summary>
    Unreadable,

    /// <summary>The provider does not serve this kind of the symbol any more, as configured or as its adapter says; nothing of it follows.</summary>
    NotServed,

    /// <summary>The source was silent for too long, and another took its place: nobody knows what it would have told.</summary>
    Stale,

    /// <summary>Events were published but not handed on in time: the way between two processes of the cluster lost them.</summary>
    Undelivered,
}
