namespace QuantTradeAI.Cluster.Symbols;

/// <summary>Limits of a symbol's publishing.</summary>
/// <param name="Random">Uniform from 0 to 1, thread-safe.</param>
internal sealed record SymbolHostOptions(Func<double> Random)
{
    /// <summary>Most events that wait for one stream, and then some.</summary>
    public int QueueCapacity { get; init; } = 8_192;

    /// <summary>How long a provider's batch waits for a full stream; then the stream's oldest events are lost, which is told.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A batch that takes longer has failed.</summary>
    public TimeSpan SendTimeout { get; init; } = TimeSpan.FromSeconds(5);
}
