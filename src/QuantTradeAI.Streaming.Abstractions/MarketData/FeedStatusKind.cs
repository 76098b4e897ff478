namespace QuantTradeAI.Streaming.MarketData;

/// <summary>What a <see cref="FeedStatus"/> says about a symbol's feed.</summary>
public enum FeedStatusKind : byte
{
    /// <summary>Nothing: the default value.</summary>
    None,

    /// <summary>Data flows.</summary>
    Live,

    /// <summary>Connected, but silent for longer than this symbol normally is. The last price may be dead.</summary>
    Stale,

    /// <summary>The source is not connected.</summary>
    Disconnected,

    /// <summary>Data flows again after <see cref="Disconnected"/>; what was missed is announced by gaps, in each kind before its next event.</summary>
    Resynced,

    /// <summary>Another provider is the source from here on.</summary>
    SourceChanged,

    /// <summary>Events were lost: which, how many where that is known, and why.</summary>
    Gap,
}
