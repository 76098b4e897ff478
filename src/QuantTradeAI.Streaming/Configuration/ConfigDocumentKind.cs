namespace QuantTradeAI.Streaming.Configuration;

/// <summary>What a configuration file is.</summary>
public enum ConfigDocumentKind
{
    /// <summary>It cannot be told: the file cannot be read, or has neither <c>streaming</c> nor <c>provider</c>.</summary>
    Unknown,

    /// <summary>A streaming configuration, such as <c>config/streaming.yaml</c>.</summary>
    Streaming,

    /// <summary>A provider's document, such as <c>config/providers/example.yaml</c>.</summary>
    Provider,
}
