namespace QuantTradeAI.Streaming.Configuration;

/// <summary>What became of an entry of a configuration.</summary>
public enum ConfigChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It has another value.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Removed,
}
