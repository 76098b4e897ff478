using QuantTradeAI.Streams.Push.Subscriptions;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Tests.Subscriptions;

/// <summary>One stream's grain, as far as a registrar can tell, on a silo with a real agent.</summary>
internal sealed class FakeSiloGrain(StreamId stream, string key, Func<SiloAgent> agent, Action called)
{
    /// <summary>Calls wait for that.</summary>
    public Task Answers { get; set; } = Task.CompletedTask;

    /// <summary>The next calls do what they are asked to, and tell the caller that they did not.</summary>
    public int LosesReplies { get; set; }

    /// <summary>What happens before each call.</summary>
    public Action Before { get; set; } = () => { };

    /// <summary>The next calls fail and do nothing.</summary>
    public int Refuses { get; set; }

    public HashSet<Guid> Producers { get; } = [];

    public Dictionary<Guid, int> Members { get; } = [];

    public Dictionary<Guid, Guid> Carriers { get; } = [];

    public int Calls { get; private set; }

    public Task<ProducerEntry> ProduceAsync(ProcessAddress process) => AnswerAsync(() =>
    {
        Producers.Add(process.Id);
        agent().Enter(process.Id, key, StreamEntries.OfProducer(stream));
        return new ProducerEntry(new RouteChange(stream, Guid.NewGuid(), 0, 1, [], []), agent().Address);
    });

    public Task EndProducingAsync(Guid process) => AnswerAsync(() =>
    {
        Producers.Remove(process);
        agent().Leave(process, key, StreamEntries.OfProducer(stream));
        return true;
    });

    public Task<AgentAddress> JoinAsync(ProcessAddress process, int channel, bool again) => AnswerAsync(() =>
    {
        Members[process.Id] = channel;
        agent().Enter(process.Id, key, StreamEntries.OfMember(stream, channel));
        return agent().Address;
    });

    public Task LeaveAsync(Guid process) => AnswerAsync(() =>
    {
        if (Members.Remove(process, out var channel))
            agent().Leave(process, key, StreamEntries.OfMember(stream, channel));
        return true;
    });

    public Task<CarrierEntry> SubscribeAsync(GrainSubscription subscription, ProcessAddress carrier, int channel, bool again) => AnswerAsync(() =>
    {
        if (again && Carriers.TryGetValue(subscription.Id, out var other) && other != carrier.Id)
            return new CarrierEntry(false, agent().Address);
        Carriers[subscription.Id] = carrier.Id;
        agent().Enter(carrier.Id, key, StreamEntries.OfCarried(stream, subscription.Id));
        return new CarrierEntry(true, agent().Address);
    });

    public Task UnsubscribeAsync(Guid subscription) => AnswerAsync(() =>
    {
        if (Carriers.Remove(subscription, out var carrier))
            agent().Leave(carrier, key, StreamEntries.OfCarried(stream, subscription));
        return true;
    });

    public Task LoseAsync(Guid process, int? channel) => AnswerAsync(() =>
    {
        Producers.Remove(process);
        Members.Remove(process);
        agent().Leave(process, key, null);
        return true;
    });

    private async Task<T> AnswerAsync<T>(Func<T> call)
    {
        await Answers;
        Before();
        await Task.Yield();
        if (Refuses-- > 0)
            throw new TimeoutException("made up");
        T answer;
        lock (this)
        {
            Calls++;
            answer = call();
        }

        var isLost = LosesReplies-- > 0;
        called();
        if (isLost)
            throw new TimeoutException("made up");
        return answer;
    }
}
