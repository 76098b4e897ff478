namespace QuantTradeAI.Streams.Push.Receiving;

/// <summary>Where one subscription's items go: an observer in this process, or a grain.</summary>
internal interface IStreamSink
{
    /// <summary>For logs.</summary>
    string Name { get; }

    /// <summary>How many items of the last call could not be read: the sink counts them as dropped, and nobody as delivered.</summary>
    long Unread => 0;

    /// <summary>Takes blocks and losses in their order; the next call comes when this one has returned. May throw: then the items of this call count as failed.</summary>
    Task TakeAsync(IReadOnlyList<ReceivedBlock> received);
}
