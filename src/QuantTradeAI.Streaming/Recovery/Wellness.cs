namespace QuantTradeAI.Streaming.Recovery;

/// <summary>Whether a provider could be a symbol's source.</summary>
internal enum Wellness : byte
{
    /// <summary>Disconnected, stale, or its provider is not usable.</summary>
    Unwell,

    /// <summary>Nothing is wrong, but it has not told anything yet.</summary>
    Unheard,

    /// <summary>Data flows, and its provider is usable.</summary>
    Well,
}
