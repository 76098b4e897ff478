namespace QuantTradeAI.Streaming.Operations;

/// <summary>What an operator can do with a provider.</summary>
public enum ProviderOperation
{
    /// <summary>Disconnect it and use it no longer, until it is released; also over a restart.</summary>
    Isolate,

    /// <summary>End an isolation, or a break of its circuit: it is tried again at once.</summary>
    Release,

    /// <summary>Replace its connections, the new one first where the venue lets that be; one that waits to be tried is tried now.</summary>
    Reconnect,

    /// <summary>Let others take over wherever it is the source; it comes back by the rules of its groups.</summary>
    Failover,
}
