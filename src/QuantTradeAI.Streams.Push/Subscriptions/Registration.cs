using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>What this process has entered at one stream's grain, or wants to. Changed under its gate alone.</summary>
internal sealed class Registration(StreamId stream, IStreamGrain grain)
{
    public StreamId Stream => stream;

    public IStreamGrain Grain => grain;

    public SemaphoreSlim Gate { get; } = new(1, 1);

    public bool Produces { get; set; }

    /// <summary>The channel of its own subscribers; null where it has none.</summary>
    public int? Channel { get; set; }

    /// <summary>Subscriptions of grains that it carries, and their channels.</summary>
    public Dictionary<Guid, (GrainSubscription Subscription, int Channel)> Carried { get; } = [];

    /// <summary>Where it is entered; null while it is not.</summary>
    public AgentAddress? Agent { get; set; }

    /// <summary>Whether nothing is wanted.</summary>
    public bool IsEmpty => !Produces && Channel is null && Carried.Count == 0;

    public IEnumerable<ulong> Entries()
    {
        if (Produces)
            yield return StreamEntries.OfProducer(stream);
        if (Channel is { } channel)
            yield return StreamEntries.OfMember(stream, channel);
        foreach (var subscription in Carried.Keys)
            yield return StreamEntries.OfCarried(stream, subscription);
    }
}
