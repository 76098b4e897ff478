namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>The part of a silo that hands what it gets on to grains. Called by the grains of streams on the same silo.</summary>
internal interface IGrainCarrier
{
    /// <summary>This silo hands a stream on to these grains from now on; returns the stream's channel here.</summary>
    int Carry(StreamId stream, IReadOnlyList<GrainSubscription> subscriptions);

    /// <summary>Ends one of them; unknown ones are no error.</summary>
    void Drop(StreamId stream, Guid subscription);
}
