using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>How far the items of one producer's epoch have come.</summary>
internal sealed class StreamPosition(ProcessAddress producer, long epoch, long after)
{
    public ProcessAddress Producer { get; set; } = producer;

    public long Epoch { get; } = epoch;

    /// <summary>Whether the producer's first segment has come, or is not waited for any more.</summary>
    public bool HasBegun { get; set; }

    /// <summary>Behind which number this process began.</summary>
    public long Began { get; set; } = after;

    /// <summary>Up to which number all is had or known to be lost.</summary>
    public long Had { get; set; } = after;

    /// <summary>What came before its turn; null where nothing ever did.</summary>
    public HeldSegments? Held { get; set; }

    public bool IsHolding => Held is { Count: > 0 };

    /// <summary>Whether the producer was told to wait for an acknowledgement.</summary>
    public bool IsPending { get; set; }

    /// <summary>Whether nothing more is expected of it: its process has ended, or is gone as far as anybody knows, which subscribers were told.</summary>
    public bool IsGone { get; set; }

    /// <summary>Grows with each use.</summary>
    public long Used { get; set; }
}
