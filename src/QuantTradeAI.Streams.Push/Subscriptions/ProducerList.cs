using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <summary>Who publishes to one stream, and has to know who gets it. Belongs to one caller at a time.</summary>
internal sealed class ProducerList
{
    private readonly Dictionary<Guid, ProcessAddress> _producers = [];
    private readonly StreamMembers _members;
    private readonly PushStreamOptions _options;
    private readonly TimeProvider _clock;
    private readonly Action<Guid> _removed;
    private readonly Gathered _telling;

    public ProducerList(StreamMembers members, PushStreamOptions options, TimeProvider clock, Action<Guid> removed)
    {
        (_members, _options, _clock, _removed) = (members, options, clock, removed);
        _telling = new Gathered(TellOnceAsync);
    }

    public bool IsEmpty => _producers.Count == 0;

    public IEnumerable<ProcessAddress> Processes => _producers.Values;

    public void Add(ProcessAddress process) => _producers[process.Id] = process;

    public void Remove(Guid process)
    {
        if (_producers.Remove(process))
            _removed(process);
    }

    /// <summary>Returns when all that can be reached know what has changed until now; one that cannot is taken off, and comes back by itself.</summary>
    public Task TellAsync() => _telling.RunAsync();

    private async Task TellOnceAsync()
    {
        if (_members.TakeChange() is { } change)
            await Task.WhenAll(_producers.Values.ToArray().Select(producer => TellAsync(producer, change)));
    }

    private async Task TellAsync(ProcessAddress producer, RouteChange change)
    {
        try
        {
            if (!await RouteAsync(change) && !await RouteAsync(_members.Routes()))
                Remove(producer.Id);
        }
        catch (Exception)
        {
            Remove(producer.Id);
        }

        Task<bool> RouteAsync(RouteChange routes) => producer.Sender.RouteAsync(routes).WaitAsync(_options.SendTimeout, _clock);
    }
}
