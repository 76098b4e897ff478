using Orleans.Streams;

namespace QuantTradeAI.Streams.Push;

/// <summary>The place of an item: items of one producer's epoch are numbered from 1 without a hole. Tokens of different epochs are ordered by epoch, which grows.</summary>
[GenerateSerializer, Alias("QuantTradeAI.Streams.Push.PushSequenceToken")]
public sealed class PushSequenceToken : StreamSequenceToken
{
    /// <summary>Makes the token of an item.</summary>
    /// <param name="epoch">The producer's epoch.</param>
    /// <param name="number">From 1.</param>
    public PushSequenceToken(long epoch, long number) => (Epoch, SequenceNumber) = (epoch, number);

    /// <summary>Grows each time that a process begins to publish to the stream anew.</summary>
    [Id(0)]
    public long Epoch { get; private set; }

    /// <summary>The number of the item within the epoch, from 1.</summary>
    [Id(1)]
    public override long SequenceNumber { get; protected set; }

    /// <summary>Always 0: each item of a batch has a number of its own.</summary>
    public override int EventIndex
    {
        get => 0;
        protected set
        {
        }
    }

    /// <inheritdoc/>
    public override bool Equals(StreamSequenceToken? other) => other is PushSequenceToken token && token.Epoch == Epoch && token.SequenceNumber == SequenceNumber;

    /// <inheritdoc/>
    public override int CompareTo(StreamSequenceToken? other) => other switch
    {
        null => 1,
        PushSequenceToken token => (Epoch, SequenceNumber).CompareTo((token.Epoch, token.SequenceNumber)),
        _ => throw new ArgumentException($"Of another kind of stream: {other.GetType()}", nameof(other)),
    };

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as StreamSequenceToken);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Epoch, SequenceNumber);

    /// <inheritdoc/>
    public override string ToString() => $"{Epoch}/{SequenceNumber}";
}
