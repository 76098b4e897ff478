namespace QuantTradeAI.Streaming.Providers;

/// <summary>Where a provider's session is in its life.</summary>
public enum ProviderState
{
    /// <summary>Not started, or stopped.</summary>
    Disconnected,

    /// <summary>Started; nothing is wanted, so no connection is open.</summary>
    Idle,

    /// <summary>Connecting for the first time.</summary>
    Connecting,

    /// <summary>Connected; the subscriptions are not all acknowledged yet.</summary>
    Subscribing,

    /// <summary>Every wanted subscription is acknowledged or delivers data.</summary>
    Live,

    /// <summary>The connection was lost or refused; the next attempt is under way or waits for its back-off.</summary>
    Reconnecting,

    /// <summary>Closing down.</summary>
    Stopping,
}
