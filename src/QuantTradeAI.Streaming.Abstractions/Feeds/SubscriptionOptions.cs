namespace QuantTradeAI.Streaming.Feeds;

/// <summary>The part of a <see cref="SubscriptionRequest"/> that the short forms leave to defaults.</summary>
public sealed record SubscriptionOptions
{
    /// <inheritdoc cref="SubscriptionRequest.Policy"/>
    public QueuePolicy Policy { get; init; } = QueuePolicy.Default;

    /// <inheritdoc cref="SubscriptionRequest.Capacity"/>
    public int? Capacity { get; init; }

    /// <inheritdoc cref="SubscriptionRequest.BlockTimeout"/>
    public TimeSpan BlockTimeout { get; init; } = SubscriptionRequest.DefaultBlockTimeout;

    /// <inheritdoc cref="SubscriptionRequest.IncludeLastKnown"/>
    public bool IncludeLastKnown { get; init; } = true;

    /// <inheritdoc cref="SubscriptionRequest.Name"/>
    public string Name { get; init; } = "";
}
