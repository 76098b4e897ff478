using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Storage;
using QuantTradeAI.Streams.Push.Wire;

namespace QuantTradeAI.Streams.Push.Subscriptions;

/// <inheritdoc cref="IStreamGrain"/>
[Reentrant, Immovable, PreferLocalPlacement, CollectionAgeLimit(AlwaysActive = true)]
internal sealed class StreamGrain(IServiceProvider services, TimeProvider clock) : Grain, IStreamGrain, IGrainMigrationParticipant
{
    private const string FallbackStorage = "Default";
    private const string PastKey = "push-stream";

    private readonly Guid _life = Guid.NewGuid();
    private readonly CancellationTokenSource _ended = new();
    private string _key = "";
    private StreamId _stream;
    private PushStreamOptions _options = null!;
    private SiloAgent _agent = null!;
    private StreamMembers _members = null!;
    private ProducerList _producers = null!;
    private SubscriptionPages? _stored;
    private StreamCarriers _carriers = null!;
    private StreamGrainPast? _past;
    private int _entering;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = this.GetPrimaryKeyString();
        (var provider, _stream) = StreamGrainKey.Parse(_key);
        _options = services.GetRequiredService<IOptionsMonitor<PushStreamOptions>>().Get(provider);
        _agent = services.GetKeyedService<SiloAgent>(provider) ?? throw new InvalidOperationException($"This silo has no push streams of the name '{provider}'; add them by AddPushStreams on every silo.");
        _members = new StreamMembers(_stream, _life);
        _producers = new ProducerList(_members, _options, clock, process => _agent.Leave(process, _key, StreamEntries.OfProducer(_stream)));
        var storage = services.GetKeyedService<IGrainStorage>(_options.Storage) ?? services.GetKeyedService<IGrainStorage>(FallbackStorage);
        if (storage is not null)
        {
            _stored = new SubscriptionPages(storage, this.GetGrainId());
            await _stored.ReadAsync();
        }

        _carriers = new StreamCarriers(
            _stream, _members, services.GetRequiredKeyedService<IGrainCarrier>(provider), services.GetRequiredKeyedService<StreamRegistrar>(provider), _agent, _key);
        Restore();
        _agent.Host(_key, GrainContext);
        _carriers.Carry([.. Implicit.Where(IsNotCarried)]);
        if (_stored?.All.Any(IsNotCarried) == true)
            _carriers.WaitForCarriers(_options.Heartbeat * 2, clock, () => _stored.All, _ended.Token);
    }

    public void OnDehydrate(IDehydrationContext dehydrationContext) =>
        dehydrationContext.TryAddValue(PastKey, new StreamGrainPast([.. _members.All], [.. _producers.Processes]));

    public void OnRehydrate(IRehydrationContext rehydrationContext) => rehydrationContext.TryGetValue(PastKey, out _past);

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await _ended.CancelAsync();
        _agent?.Forget(_key);
        foreach (var process in _members?.Processes.Concat(_producers.Processes).DistinctBy(process => process.Id) ?? [])
            process.Sender.MovedAsync(_stream).Ignore();
    }

    public Task<ProducerEntry> ProduceAsync(ProcessAddress process) => EnterAsync(async () =>
    {
        await _carriers.Settled;
        await _producers.TellAsync();
        _producers.Add(process);
        _agent.Enter(process.Id, _key, StreamEntries.OfProducer(_stream));
        return new ProducerEntry(_members.Routes(), _agent.Address);
    });

    public Task EndProducingAsync(Guid process)
    {
        _producers.Remove(process);
        LetGo();
        return Task.CompletedTask;
    }

    public Task<AgentAddress> JoinAsync(ProcessAddress process, int channel, bool again) => EnterAsync(async () =>
    {
        Renew(process.Id, channel);
        _members.Join(process, channel, again);
        _agent.Enter(process.Id, _key, StreamEntries.OfMember(_stream, channel));
        await _producers.TellAsync();
        return _agent.Address;
    });

    public async Task LeaveAsync(Guid process)
    {
        if (_members.ChannelOf(process) is { } channel)
            _agent.Leave(process, _key, StreamEntries.OfMember(_stream, channel));
        _members.Leave(process);
        await _producers.TellAsync();
        LetGo();
    }

    public Task<CarrierEntry> SubscribeAsync(GrainSubscription subscription, ProcessAddress carrier, int channel, bool again) => EnterAsync(async () =>
    {
        if (!subscription.IsImplicit && !again)
            await Stored().AddAsync(subscription);
        if (!_carriers.MayCarry(subscription, carrier.Id, _stored?.Find(subscription.Id) is not null))
            return new CarrierEntry(IsCarrier: false, _agent.Address);
        Renew(carrier.Id, channel);
        _members.Carry(subscription.Id, carrier, channel);
        _agent.Enter(carrier.Id, _key, StreamEntries.OfCarried(_stream, subscription.Id));
        await _producers.TellAsync();
        return new CarrierEntry(IsCarrier: true, _agent.Address);
    });

    public async Task UnsubscribeAsync(Guid subscription)
    {
        if (_stored is not null)
            await _stored.RemoveAsync(subscription);
        if (_members.CarrierOf(subscription) is { } carrier)
            _agent.Leave(carrier, _key, StreamEntries.OfCarried(_stream, subscription));
        _members.Drop(subscription);
        await _producers.TellAsync();
        LetGo();
    }

    public Task<GrainSubscription[]> SubscriptionsAsync(GrainId grain)
    {
        LetGo();
        return Task.FromResult<GrainSubscription[]>([.. (_stored?.All ?? []).Concat(Implicit).Where(subscription => subscription.Grain == grain)]);
    }

    public async Task LoseAsync(Guid process, int? channel)
    {
        if (channel is not null && _members.ChannelOf(process) != channel)
            return;
        var carried = TakeOff(process);
        if (channel is null)
        {
            _producers.Remove(process);
            _agent.Leave(process, _key, null);
        }

        _carriers.Carry([.. carried.Select(Find).OfType<GrainSubscription>()]);
        await _producers.TellAsync();
        LetGo();
    }

    /// <summary>Goes on with what it knew on the silo before. Those that were entered there hear of it, and enter here.</summary>
    private void Restore()
    {
        foreach (var member in _past?.Members ?? [])
        {
            _members.Restore(member);
            var process = member.Route.Process.Id;
            if (member.HasOwn)
                _agent.Enter(process, _key, StreamEntries.OfMember(_stream, member.Route.Channel));
            foreach (var subscription in member.Carried)
                _agent.Enter(process, _key, StreamEntries.OfCarried(_stream, subscription));
        }

        foreach (var producer in _past?.Producers ?? [])
        {
            _producers.Add(producer);
            _agent.Enter(producer.Id, _key, StreamEntries.OfProducer(_stream));
        }

        _past = null;
    }

    private bool IsNotCarried(GrainSubscription subscription) => _members.CarrierOf(subscription.Id) is null;

    /// <summary>A process that names another channel has begun anew: what it had by the old one is gone.</summary>
    private void Renew(Guid process, int channel)
    {
        if (_members.ChannelOf(process) is { } before && before != channel)
            TakeOff(process);
    }

    /// <summary>A process does not get the stream any more. The subscriptions that it carried.</summary>
    private IReadOnlyCollection<Guid> TakeOff(Guid process)
    {
        if (_members.ChannelOf(process) is not { } channel)
            return [];
        var carried = _members.Remove(process);
        _agent.Leave(process, _key, StreamEntries.OfMember(_stream, channel));
        foreach (var subscription in carried)
            _agent.Leave(process, _key, StreamEntries.OfCarried(_stream, subscription));
        return carried;
    }

    private async Task<T> EnterAsync<T>(Func<Task<T>> enter)
    {
        _entering++;
        try
        {
            return await enter();
        }
        finally
        {
            _entering--;
            LetGo();
        }
    }

    private IEnumerable<GrainSubscription> Implicit => services.GetRequiredService<ImplicitSubscriptions>().Of(_stream);

    private GrainSubscription? Find(Guid subscription) => _stored?.Find(subscription) ?? Implicit.FirstOrDefault(one => one.Id == subscription);

    private SubscriptionPages Stored() => _stored ?? throw new InvalidOperationException(
        $"Grains' subscriptions are stored, and there is no grain storage '{_options.Storage}', nor one named '{FallbackStorage}': add one to the silo, or name another in {nameof(PushStreamOptions)}.{nameof(PushStreamOptions.Storage)}.");

    /// <summary>Ends this life of the grain if nobody is entered, or about to be.</summary>
    private void LetGo()
    {
        if (_members.IsEmpty && _producers.IsEmpty && _entering == 0 && _carriers.Settled.IsCompleted)
            DeactivateOnIdle();
    }
}
