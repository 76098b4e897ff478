namespace QuantTradeAI.Streams.Push;

/// <summary>How a stream is delivered. All streams of a provider have the same, unless their namespace has its own.</summary>
public sealed class PushStreamSettings
{
    /// <summary>Most items that wait for one subscriber, in its producer's process and again in its own; 1 to 1,048,576. Default 4,096.</summary>
    public int Capacity { get; set; } = 4_096;

    /// <summary>What happens where that is not enough. Default <see cref="PushStreamPolicy.Block"/>.</summary>
    public PushStreamPolicy Policy { get; set; } = PushStreamPolicy.Block;

    /// <summary>How long a producer waits for the slowest subscriber at most, more than zero. Default 1 s. A subscriber that was waited for in vain is not waited for again until it has taken something.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The key of an item where <see cref="Policy"/> is <see cref="PushStreamPolicy.Conflate"/>: needed there, unused elsewhere. Called on the producer's thread.</summary>
    public Func<object, object?>? Key { get; set; }
}
