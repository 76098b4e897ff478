using QuantTradeAI.Cluster.Storage;

namespace QuantTradeAI.Cluster.Tests.Storage;

/// <summary>What is stored of one grain, which several activations may have read.</summary>
internal sealed class SharedRow
{
    public ProviderGrainState? State { get; set; }

    public int Version { get; set; }

    /// <summary>What reads fail with; null when they work.</summary>
    public Exception? ReadFailure { get; set; }

    /// <summary>What writes fail with; null when they work.</summary>
    public Exception? WriteFailure { get; set; }

    /// <summary>Whether a write that fails has been written all the same.</summary>
    public bool FailsAfterwards { get; set; }

    /// <summary>Calls hang until it ends.</summary>
    public TaskCompletionSource? Hang { get; set; }

    /// <summary>Done before the next write, once.</summary>
    public Action? BeforeWrite { get; set; }

    public int Reads { get; set; }

    public int Writes { get; set; }
}
